import AWSServices
import WorkflowModel

/// What the machines of a compute environment may be. All of one are bought in one way.
struct EnvironmentOffer: Hashable, Sendable {
  /// The name of the environment's own cluster.
  var cluster: String?
  var offer: MachineStay.Offer

  init(cluster: String?, _ offer: MachineStay.Offer) {
    self.cluster = cluster
    self.offer = offer
  }

  /// Nil for an environment whose machines AWS Batch does not manage: nothing is known of them.
  init?(_ environment: ComputeEnvironmentDetail) {
    guard environment.isManaged, let resources = environment.computeResources else { return nil }
    cluster = environment.ecsClusterArn.flatMap { $0.split(separator: "/").last.map(String.init) }
    offer = MachineStay.Offer(
      environment.isOnFargate ? .fargate : .ec2, environment.isSpot ? .spot : .onDemand,
      types: environment.isOnFargate ? [] : InstancePatterns(resources.instanceTypes ?? []).patterns)
  }

  /// The type of all its instances, where there is but one.
  var onlyType: String? {
    guard offer.types.count == 1, let type = offer.types.first, !type.hasSuffix("*") else { return nil }
    return type
  }
}
