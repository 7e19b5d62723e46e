import Concurrency
import WorkflowModel

/// Which images are here; fetches those that are not, each once.
struct ImageShelf: Sendable {
  private let asking: Asking
  private let policy: PullPolicy
  /// The names by which the images are run, by those that tasks say.
  private let fetches = SharedWork<String, String>()

  init(asking: Asking, policy: PullPolicy = .missing) {
    self.asking = asking
    self.policy = policy
  }

  /// The first of the images that can be had.
  ///
  /// Whoever is cancelled stops waiting at once; a fetch that nobody waits for is ended.
  ///
  /// - Throws: ``TaskFailure`` (`imageNotPulled`) with the runtime's words when none can.
  func firstOf(_ images: [String], with runtime: ContainerRuntime) async throws -> String {
    var failures: [TaskFailure] = []
    for image in images {
      do {
        return try await fetches.value(for: image) { [asking, policy] in
          try await Self.fetch(image, runtime, policy, asking)
        }
      } catch let failure as TaskFailure {
        failures.append(failure)
      }
    }
    throw TaskFailure(
      .imageNotPulled, reason: failures.map(\.reason).joined(separator: "; "), advice: failures.first?.advice,
      mayRetry: failures.contains(where: \.mayRetry))
  }

  /// - Returns: the name by which the image is run.
  private static func fetch(
    _ image: String, _ runtime: ContainerRuntime, _ policy: PullPolicy, _ asking: Asking
  ) async throws -> String {
    if policy != .always, let look = runtime.look(for: image), try await asking(look).status == 0 { return image }
    guard let pull = runtime.pull(image) else { return image }
    if policy == .never {
      throw TaskFailure(
        .imageNotPulled, reason: "\(image) is not here, and `pull: never` forbids to fetch it",
        advice: "fetch it: " + pull.filter { $0 != "--quiet" }.joined(separator: " "))
    }
    var answer = try await asking(pull)
    if answer.status == 0 { return image }
    if let name = runtime.nameAtDockerHub(image, after: answer.error), let pull = runtime.pull(name) {
      if policy != .always, let look = runtime.look(for: name), try await asking(look).status == 0 { return name }
      answer = try await asking(pull)
      if answer.status == 0 { return name }
    }
    let problem = PullProblem(answer.error)
    throw TaskFailure(
      .imageNotPulled, reason: "\(image): \(answer.lastLine)", advice: problem.advice(image, runtime),
      mayRetry: problem.mayPass)
  }

  /// Ends the fetches that are under way.
  func close() async { await fetches.close() }
}
