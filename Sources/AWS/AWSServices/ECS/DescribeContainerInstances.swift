package import AWSClient

package struct DescribeContainerInstancesRequest: AWSShape {
  package var cluster: String?
  /// ARNs or ids, at most 100.
  package var containerInstances: [String]

  package init(cluster: String? = nil, containerInstances: [String]) {
    self.cluster = cluster
    self.containerInstances = containerInstances
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    cluster = try shape.optional("cluster")
    containerInstances = try shape.required("containerInstances")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["cluster"] = cluster
    shape["containerInstances"] = containerInstances
  }
}

/// Those that ECS does not know are named among its failures, which nobody here needs.
package struct DescribeContainerInstancesResponse: AWSShape {
  package var containerInstances: [ContainerInstance]?

  package init(containerInstances: [ContainerInstance]? = nil) {
    self.containerInstances = containerInstances
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    containerInstances = try shape.optional("containerInstances")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["containerInstances"] = containerInstances
  }
}

/// An instance of a cluster: the part that tells what machine it is.
package struct ContainerInstance: AWSShape {
  package var containerInstanceArn: String?
  package var ec2InstanceId: String?
  /// `CPU` in 1024ths of a vCPU, `MEMORY` in MiB, among others: what is there for tasks.
  package var registeredResources: [ContainerInstanceResource]?
  /// `ecs.instance-type`, `ecs.availability-zone`, `ecs.cpu-architecture`, among others.
  package var attributes: [ContainerInstanceAttribute]?

  package init(
    containerInstanceArn: String? = nil, ec2InstanceId: String? = nil,
    registeredResources: [ContainerInstanceResource]? = nil, attributes: [ContainerInstanceAttribute]? = nil
  ) {
    self.containerInstanceArn = containerInstanceArn
    self.ec2InstanceId = ec2InstanceId
    self.registeredResources = registeredResources
    self.attributes = attributes
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    containerInstanceArn = try shape.optional("containerInstanceArn")
    ec2InstanceId = try shape.optional("ec2InstanceId")
    registeredResources = try shape.optional("registeredResources")
    attributes = try shape.optional("attributes")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["containerInstanceArn"] = containerInstanceArn
    shape["ec2InstanceId"] = ec2InstanceId
    shape["registeredResources"] = registeredResources
    shape["attributes"] = attributes
  }

  /// The value of an attribute.
  package func attribute(_ name: String) -> String? { attributes?.first { $0.name == name }?.value }

  /// The amount of a resource.
  package func resource(_ name: String) -> Int? { registeredResources?.first { $0.name == name }?.integerValue }
}

package struct ContainerInstanceResource: AWSShape {
  package var name: String?
  package var integerValue: Int?

  package init(name: String? = nil, integerValue: Int? = nil) {
    self.name = name
    self.integerValue = integerValue
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    name = try shape.optional("name")
    integerValue = try shape.optional("integerValue")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["name"] = name
    shape["integerValue"] = integerValue
  }
}

package struct ContainerInstanceAttribute: AWSShape {
  package var name: String
  package var value: String?

  package init(name: String, value: String? = nil) {
    self.name = name
    self.value = value
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    name = try shape.required("name")
    value = try shape.optional("value")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["name"] = name
    shape["value"] = value
  }
}

extension ECSClient {
  /// What is known of at most 100 instances of a cluster. Those that left it more than an hour ago are left out.
  package func describeContainerInstances(_ request: DescribeContainerInstancesRequest) async throws
    -> DescribeContainerInstancesResponse
  {
    try await call("DescribeContainerInstances", subject: request.cluster, request)
  }
}
