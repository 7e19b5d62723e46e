package import AWSClient

/// The instances of a compute environment.
package struct ComputeResource: AWSShape {
  package var maxvCpus: Int
  package var type: String?
  package var allocationStrategy: String?
  package var minvCpus: Int?
  package var desiredvCpus: Int?
  package var instanceTypes: [String]?
  package var imageId: String?
  package var subnets: [String]?
  package var securityGroupIds: [String]?
  package var ec2KeyPair: String?
  package var instanceRole: String?
  package var tags: [String: String]?
  package var placementGroup: String?
  package var bidPercentage: Int?
  package var spotIamFleetRole: String?
  package var launchTemplate: LaunchTemplateSpecification?
  package var ec2Configuration: [Ec2Configuration]?
  package var scalingPolicy: ComputeScalingPolicy?

  package init(
    maxvCpus: Int, type: String? = nil, allocationStrategy: String? = nil, minvCpus: Int? = nil,
    desiredvCpus: Int? = nil, instanceTypes: [String]? = nil, imageId: String? = nil, subnets: [String]? = nil,
    securityGroupIds: [String]? = nil, ec2KeyPair: String? = nil, instanceRole: String? = nil,
    tags: [String: String]? = nil, placementGroup: String? = nil, bidPercentage: Int? = nil,
    spotIamFleetRole: String? = nil, launchTemplate: LaunchTemplateSpecification? = nil,
    ec2Configuration: [Ec2Configuration]? = nil, scalingPolicy: ComputeScalingPolicy? = nil
  ) {
    self.maxvCpus = maxvCpus
    self.type = type
    self.allocationStrategy = allocationStrategy
    self.minvCpus = minvCpus
    self.desiredvCpus = desiredvCpus
    self.instanceTypes = instanceTypes
    self.imageId = imageId
    self.subnets = subnets
    self.securityGroupIds = securityGroupIds
    self.ec2KeyPair = ec2KeyPair
    self.instanceRole = instanceRole
    self.tags = tags
    self.placementGroup = placementGroup
    self.bidPercentage = bidPercentage
    self.spotIamFleetRole = spotIamFleetRole
    self.launchTemplate = launchTemplate
    self.ec2Configuration = ec2Configuration
    self.scalingPolicy = scalingPolicy
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    maxvCpus = try shape.required("maxvCpus")
    type = try shape.optional("type")
    allocationStrategy = try shape.optional("allocationStrategy")
    minvCpus = try shape.optional("minvCpus")
    desiredvCpus = try shape.optional("desiredvCpus")
    instanceTypes = try shape.optional("instanceTypes")
    imageId = try shape.optional("imageId")
    subnets = try shape.optional("subnets")
    securityGroupIds = try shape.optional("securityGroupIds")
    ec2KeyPair = try shape.optional("ec2KeyPair")
    instanceRole = try shape.optional("instanceRole")
    tags = try shape.optional("tags")
    placementGroup = try shape.optional("placementGroup")
    bidPercentage = try shape.optional("bidPercentage")
    spotIamFleetRole = try shape.optional("spotIamFleetRole")
    launchTemplate = try shape.optional("launchTemplate")
    ec2Configuration = try shape.optional("ec2Configuration")
    scalingPolicy = try shape.optional("scalingPolicy")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["maxvCpus"] = maxvCpus
    shape["type"] = type
    shape["allocationStrategy"] = allocationStrategy
    shape["minvCpus"] = minvCpus
    shape["desiredvCpus"] = desiredvCpus
    shape["instanceTypes"] = instanceTypes
    shape["imageId"] = imageId
    shape["subnets"] = subnets
    shape["securityGroupIds"] = securityGroupIds
    shape["ec2KeyPair"] = ec2KeyPair
    shape["instanceRole"] = instanceRole
    shape["tags"] = tags
    shape["placementGroup"] = placementGroup
    shape["bidPercentage"] = bidPercentage
    shape["spotIamFleetRole"] = spotIamFleetRole
    shape["launchTemplate"] = launchTemplate
    shape["ec2Configuration"] = ec2Configuration
    shape["scalingPolicy"] = scalingPolicy
  }
}
