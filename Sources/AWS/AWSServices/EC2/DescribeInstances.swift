import AWSClient

package struct DescribeInstancesRequest: Hashable, Sendable {
  /// At most 1,000, of one page. One that is not known fails them all.
  package var instanceIds: [String]

  package init(instanceIds: [String]) { self.instanceIds = instanceIds }
}

/// An instance: the part that tells what it is and how it was bought.
package struct InstanceInfo: Hashable, Sendable {
  package var id: String
  package var instanceType: String
  package var zone: String?
  /// `x86_64`, `arm64`.
  package var architecture: String?
  package var isSpot: Bool

  package init(id: String, instanceType: String, zone: String? = nil, architecture: String? = nil, isSpot: Bool) {
    self.id = id
    self.instanceType = instanceType
    self.zone = zone
    self.architecture = architecture
    self.isSpot = isSpot
  }

  /// Nil for an item without its id or type. `instanceLifecycle` is there only for instances that are not on demand.
  init?(_ item: XMLElement) {
    guard let id = item.text("instanceId"), let type = item.text("instanceType") else { return nil }
    self.init(
      id: id, instanceType: type, zone: item.first("placement")?.text("availabilityZone"),
      architecture: item.text("architecture"), isSpot: item.text("instanceLifecycle") == "spot")
  }
}

extension EC2Client {
  /// Source: DescribeInstances, whose answer groups instances by how they were launched.
  package func describeInstances(_ request: DescribeInstancesRequest) async throws -> [InstanceInfo] {
    let parameters = request.instanceIds.enumerated().map { number, id in
      HTTPURL.QueryItem("InstanceId.\(number + 1)", id)
    }
    let root = try await call("DescribeInstances", parameters)
    return (root.first("reservationSet")?.all("item") ?? []).flatMap { reservation in
      (reservation.first("instancesSet")?.all("item") ?? []).compactMap { InstanceInfo($0) }
    }
  }
}
