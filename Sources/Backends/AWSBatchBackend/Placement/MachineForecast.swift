import AWSServices
import Concurrency
import WorkflowModel

/// Tells what machines jobs would run on, by their plans and by what their queues' compute environments allow.
struct MachineForecast: Sendable {
  private let region: String
  private let batch: BatchClient
  private let offers = SharedWork<String, [MachineStay.Offer]>()

  init(region: String, batch: BatchClient) {
    self.region = region
    self.batch = batch
  }

  func stay(of plan: JobPlan) async -> MachineStay {
    var reserved = MachineStay.Reservation(
      vCPUs: plan.resources.vCPUs, memory: plan.resources.memory << 20, gpus: plan.resources.gpus)
    reserved.disk = plan.settings.ephemeralStorage.map { Int64($0) << 30 }
    var stay = MachineStay(reserved: reserved)
    stay.region = region
    stay.architecture = plan.architecture.rawValue.lowercased()
    // Without an answer there is no forecast, and the plan says so.
    let known = try? await offers.value(for: plan.queue) { [batch] in
      try await MachineInquiry.offers(of: plan.queue, batch).map(\.offer)
    }
    stay.offers = known ?? []
    return stay
  }
}
