import WorkflowModel

/// Which images are here; fetches those that are not, each once.
actor ImageShelf {
  private let asking: Asking
  private var fetches: [String: Task<Void, any Error>] = [:]

  init(asking: Asking) { self.asking = asking }

  /// The first of the images that can be had.
  ///
  /// - Throws: ``TaskFailure`` (`imageNotPulled`) with the runtime's words when none can.
  func firstOf(_ images: [String], with runtime: ContainerRuntime) async throws -> String {
    var words: [String] = []
    for image in images {
      do {
        try await fetch(image, with: runtime)
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

  private func fetch(_ image: String, with runtime: ContainerRuntime) async throws {
    let fetch = fetches[image] ?? Task { [asking] in try await Self.fetch(image, runtime, asking) }
    fetches[image] = fetch
    do {
      // The fetch belongs to all who need the image; one of them that is cancelled need not end it for the others.
      try await fetch.value
      try Task.checkCancellation()
    } catch {
      if fetches[image] == fetch { fetches[image] = nil }
      throw error
    }
  }

  private static func fetch(_ image: String, _ runtime: ContainerRuntime, _ asking: Asking) async throws {
    if let look = runtime.look(for: image), try await asking(look).status == 0 { return }
    guard let pull = runtime.pull(image) else { return }
    let answer = try await asking(pull)
    if answer.status == 0 { return }
    throw TaskFailure(.imageNotPulled, reason: "\(image): \(answer.lastLine)", mayRetry: true)
  }

  /// Ends the fetches that are under way.
  func close() async {
    for fetch in fetches.values { fetch.cancel() }
    for fetch in fetches.values { _ = await fetch.result }
  }
}
