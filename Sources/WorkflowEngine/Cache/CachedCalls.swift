import WorkflowModel

/// What a call asks of the cache.
final class CacheQuestion: Sendable {
  let request: TaskRequest
  let placement: TaskPlacement
  let key: CacheKey
  /// Would run the call.
  let backend: any Backend

  init(_ request: TaskRequest, _ placement: TaskPlacement, _ key: CacheKey, _ backend: any Backend) {
    self.request = request
    self.placement = placement
    self.key = key
    self.backend = backend
  }
}

/// Thrown in place of running a call, when a run is only planned.
struct PlannedCall: Error {}

extension CallRunner {
  /// What the cache is asked for this call; nil when it need not be asked.
  func question() async throws -> CacheQuestion? {
    guard let cache = run.cache else {
      if run.plansOnly { try tell(.unused) }
      return nil
    }
    let prepared = try await prepared(0, after: nil)
    let request = try run.configured(prepared, at: site(of: prepared))
    let site = site(of: request)
    let backend = try run.backend(for: site)
    let placement = try await backend.placement(of: site, in: run.directory.place)
    do {
      let (key, number) = try await cache.key(of: request, placement, call)
      if earlier?.key != RunHistory.Key(digest: key.digest, number: number) {
        try run.recorder.record(.callKeyed(call, key: key.digest, number: number))
      }
      return CacheQuestion(request, placement, key.occurrence(number), backend)
    } catch let miss as CacheMiss {
      try tell(miss)
      return nil
    }
  }

  /// The results of an earlier call that asked for the same; nil when there are none that can be used here.
  func cached(_ question: CacheQuestion) async throws -> TaskSuccess? {
    // An attempt of this run's own that may still be under way goes before.
    guard let cache = run.cache, cache.isRead, earlier?.open == nil else { return nil }
    do {
      let entry = try await cache.entry(for: question.key, of: call)
      let copies = cache.copiesResults && !run.plansOnly ? copies(question.backend) : nil
      let files: TaskFiles
      do {
        files = try await copies?.copy(entry.files) ?? entry.files
        try await accept(
          TaskSuccess(status: entry.status, files: files, attempt: 0, request: question.request))
      } catch {
        await copies?.remove()
        guard let error = error as? ExecutionError else { throw error }
        throw CacheMiss.gone("the results of \(entry.call) of \(entry.run) cannot be used: \(error.message)")
      }
      let success = TaskSuccess(status: entry.status, files: files, attempt: 0, request: question.request)
      try run.recorder.record(
        .callCached(
          call,
          CachedCall(key: entry.key, run: entry.run, call: entry.call, status: entry.status, files: files)))
      return success
    } catch let miss as CacheMiss {
      try tell(miss)
      return nil
    }
  }

  /// Where results are copied to: beside the folders of attempts, which are theirs alone.
  private func copies(_ backend: any Backend) -> ResultCopies {
    let place = run.directory.place
    return ResultCopies(
      local: place.callFolder(call) + "/cached",
      remote: backend.attemptFolder(of: call, in: place)?.parent.appending("cached"), storages: run.storages)
  }

  private func tell(_ miss: CacheMiss) throws {
    if run.plansOnly || miss != .first { try run.recorder.record(.callUncached(call, because: "\(miss)")) }
  }

  /// Keeps the results for other calls. That it cannot be done is no failure of this one.
  func keep(_ success: TaskSuccess, under question: CacheQuestion) async {
    guard let cache = run.cache else { return }
    guard let files = question.own(success.files) else {
      return cache.sayOnce("results of \(call) are not kept for other runs: it leaves outputs among its inputs")
    }
    // What an input held when the command read it, nobody knows who only looked before.
    guard await cache.isStill(question.key, question.request, question.placement) else {
      return cache.sayOnce("results of \(call) are not kept for other runs: an input changed while it ran")
    }
    guard let checked = await cache.checked(files) else { return }
    await cache.keep(
      CacheEntry(
        key: question.key.digest, parts: question.key.parts, run: run.directory.place.key,
        folder: run.directory.place.folder, call: call, time: run.recorder.now, status: success.status,
        files: checked.files, streams: checked.streams))
  }
}

extension CacheQuestion {
  /// What the command made itself: an input that it handed on is had from the inputs of whoever takes the results.
  ///
  /// - Returns: nil when outputs lie among the inputs, where others do not find them, or were looked for there.
  fileprivate func own(_ files: TaskFiles) -> TaskFiles? {
    let inputs = Set(request.inputs.map(\.path))
    let folders = Set(request.readInPlace.compactMap { $0.source.reference?.location })
    var own = files
    own.entries = files.entries.filter { !inputs.contains($0.path) }
    let kept = Set(own.entries.map(\.path))
    let isAmongInputs =
      own.entries.contains { isInput($0.path, inputs.union(folders)) }
      || files.matches.contains { $0.key.hasPrefix("/") || !$0.value.allSatisfy(kept.contains) }
    return isAmongInputs ? nil : own
  }

  /// Whether a path is an input, lies in a folder that is one, or beside those that were brought.
  private func isInput(_ path: String, _ inputs: Set<String>) -> Bool {
    guard path.hasPrefix("/") else { return false }
    if path.hasPrefix(placement.inputFolder + "/") { return true }
    var folder = FileReference(path)
    while folder.location.utf8.count > 1 {
      if inputs.contains(folder.location) { return true }
      folder = folder.parent
    }
    return false
  }
}
