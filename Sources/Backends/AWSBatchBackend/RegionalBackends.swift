package import AWSClient
import Synchronization
import WorkflowModel

/// The backends of an environment for queues in other regions than its own: what concerns their jobs goes there, what
/// concerns files to the environment's bucket.
final class RegionalBackends: Sendable {
  private let made = Mutex<[String: AWSBatchBackend]>([:])
  private let make: @Sendable (_ region: String) -> AWSBatchBackend

  init(_ make: @escaping @Sendable (_ region: String) -> AWSBatchBackend) { self.make = make }

  func backend(in region: String) -> AWSBatchBackend {
    made.withLock { made in
      if let backend = made[region] { return backend }
      let backend = make(region)
      made[region] = backend
      return backend
    }
  }

  var all: [AWSBatchBackend] { made.withLock { Array($0.values) } }
}

extension BatchEnvironment {
  /// The same for the jobs that go to another region.
  func forJobs(in region: String) -> BatchEnvironment {
    var environment = self
    environment.region = region
    environment.maxConcurrentJobs = nil
    // The queue of events tells of its own region only.
    environment.flow.events = nil
    return environment
  }
}

extension BackendReport {
  /// With the job named as it is known outside its region.
  func inRegion(_ region: String) -> BackendReport {
    func named(_ handle: BackendHandle) -> BackendHandle {
      BackendHandle(backend: handle.backend, identifier: RegionalJob(region: region, id: handle.identifier).text)
    }
    return switch self {
    case .submitted(let handle): .submitted(named(handle))
    case .takenOver(let handle): .takenOver(named(handle))
    case .waiting, .running, .placed, .note: self
    }
  }
}

extension AWSConfiguration {
  /// The same in a region; nil is its own.
  package func inRegion(_ region: String?) -> AWSConfiguration {
    guard let region, region != self.region else { return self }
    var configuration = self
    configuration.region = region
    configuration.paces = AccountPaces(clock: clock).paces(in: region)
    return configuration
  }
}
