import Concurrency
import WorkflowModel

/// Which images are here; fetches those that are not, each once.
struct ImageShelf: Sendable {
  private let asking: Asking
  private let fetches = SharedWork<String, Void>()

  init(asking: Asking) { self.asking = asking }

  /// The first of the images that can be had.
  ///
  /// Whoever is cancelled stops waiting at once; a fetch that nobody waits for is ended.
  ///
  /// - Throws: ``TaskFailure`` (`imageNotPulled`) with the runtime's words when none can.
  func firstOf(_ images: [String], with runtime: ContainerRuntime) async throws -> String {
    var words: [String] = []
    for image in images {
      do {
        try await fetches.value(for: image) { [asking] in try await Self.fetch(image, runtime, asking) }
        return image
      } catch let failure as TaskFailure {
        words.append(failure.reason)
      }
    }
    throw TaskFailure(
      .imageNotPulled, reason: words.joined(separator: "; "),
      advice: "check the image's name and that this machine may pull it: \(runtime.program) pull \(images.first ?? "")",
      mayRetry: true)
  }

  private static func fetch(_ image: String, _ runtime: ContainerRuntime, _ asking: Asking) async throws {
    if let look = runtime.look(for: image), try await asking(look).status == 0 { return }
    guard let pull = runtime.pull(image) else { return }
    let answer = try await asking(pull)
    if answer.status == 0 { return }
    throw TaskFailure(.imageNotPulled, reason: "\(image): \(answer.lastLine)", mayRetry: true)
  }

  /// Ends the fetches that are under way.
  func close() async { await fetches.close() }
}
