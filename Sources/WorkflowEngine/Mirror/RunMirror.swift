import Synchronization
import TaskFolder
import WorkflowModel

/// Keeps the copy of one run, in the background: it neither slows the run nor fails it.
///
/// Only when another process has taken the run it ends it: see ``isTaken()``.
actor RunMirror: RunObserver {
  private let place: MirrorPlace
  private let layout: MirrorLayout
  private let directory: RunDirectory
  private let segments: JournalSegments
  private var keeper: LeaseKeeper
  private var plan: SegmentPlan
  private var trouble = MirrorTrouble()
  private var say: @Sendable (String) -> Void = { _ in }
  private let started = ContinuousClock.now

  /// Bytes of the journal that are copied.
  private var copied: Int64 = 0
  /// Lines that were sent and not answered for: they are sent again as they are.
  private var pending: [UInt8] = []
  private var hasFiles = false
  private var work: [Task<Void, Never>] = []
  /// When the lease was last known to be this head's; nil before it was.
  private var confirmed: Duration?
  /// A renewal under way, which all who ask for one share.
  private var renewal: Task<Void, Never>?
  /// That another process has taken the run.
  private(set) var loss: ExecutionError?
  private let losses = AsyncStream.makeStream(of: Void.self)

  /// - Parameter lock: of the kernel, on the run's folder: ``RunLease/identity``.
  init(_ place: MirrorPlace, _ directory: RunDirectory, lock: String?, clock: WallClock) {
    self.place = place
    self.directory = directory
    layout = MirrorLayout(folder: place.folder.appending(directory.place.key))
    segments = JournalSegments(storage: place.storage, folder: layout.journal)
    keeper = LeaseKeeper(place, layout, lock: lock, clock: clock)
    plan = SegmentPlan(longest: place.pace.longest, urgent: place.pace.urgent)
  }

  // MARK: Beginning and end

  /// Takes a run that somebody had, and brings the journal of this machine to what its copy says.
  ///
  /// - Parameter isOver: whether whoever had it is known to have ended.
  /// - Throws: ``ExecutionError`` (`conflict`) when another process goes on with it.
  func claim(isOver: Bool = false, _ announce: @Sendable (String) -> Void) async throws {
    var keeper = keeper
    try await keeper.take(isOver: isOver, announce)
    self.keeper = keeper
    let known = try await segments.all()
    hasFiles = !known.isEmpty
    copied = known.last?.end ?? 0
    guard let last = known.last, try !isHere(try await segments.read(last), at: last.start) else { return }
    try replaceJournal(try await segments.bytes(of: known))
  }

  private func isHere(_ bytes: [UInt8], at start: Int64) throws -> Bool {
    try onDisk { () throws(FileSystemError) in
      guard try Disk.status(of: directory.journal) != nil else { return false }
      return try Disk.read(directory.journal, from: start, count: bytes.count) == bytes
    }
  }

  /// Another machine went on with the run meanwhile, or this one lost what it had written last: the copy is what counts.
  private func replaceJournal(_ bytes: [UInt8]) throws {
    try onDisk { () throws(FileSystemError) in
      if try Disk.status(of: directory.journal) != nil {
        try Disk.write(try Disk.read(directory.journal), to: directory.path + "/journal.before.jsonl")
      }
      try Disk.write(bytes, to: directory.journal, sync: true)
    }
  }

  /// - Parameter say: told of trouble, and of its end.
  func start(saying say: @escaping @Sendable (String) -> Void) {
    self.say = say
    work = [Task { await self.keepLease() }, Task { await self.keepCopy() }]
  }

  /// Copies the run for another head, which is to begin it, and gives it back. In place of ``start(saying:)`` and
  /// ``finish()``.
  ///
  /// - Throws: ``ExecutionError`` when the copy cannot be written.
  func handOver() async throws {
    var keeper = keeper
    guard try await keeper.renew() else {
      throw ExecutionError(.conflict, "another martlet has a run of that name in \(layout.folder.location)")
    }
    self.keeper = keeper
    while try await copy() {}
    try await keeper.giveBack()
  }

  /// Copies what is left and gives the run back, whether or not the calling task is cancelled. The observers have seen
  /// everything.
  func finish() async {
    for task in work { task.cancel() }
    renewal?.cancel()
    for task in work { await task.value }
    losses.continuation.finish()
    guard loss == nil else { return }
    let last = Task { await self.leave() }
    let patience = Task { [pace = place.pace] in
      try? await Task.sleep(for: pace.patience)
      last.cancel()
    }
    await last.value
    patience.cancel()
  }

  private func leave() async {
    do {
      while try await copy() {}
      if try onDisk({ () throws(FileSystemError) in try Disk.status(of: directory.outputs) }) != nil {
        try await place.storage.upload(directory.outputs, to: layout.file(MirrorLayout.outputs))
      }
      var keeper = keeper
      try await keeper.giveBack()
    } catch {
      if let text = trouble.failed(error, at: layout.folder.location) { say(text) }
    }
  }

  // MARK: Loss

  /// Waits until another process has taken the run; false when the wait is cancelled or the run has ended.
  nonisolated func isTaken() async -> Bool {
    for await _ in losses.stream { return true }
    return false
  }

  private func lose() {
    loss = ExecutionError(
      .conflict, "another martlet has taken this run, so this one leaves it",
      help: "its jobs belong to the other one now; what has it stands in \(layout.lease.location)")
    losses.continuation.yield()
  }

  // MARK: The loops

  private var now: Duration { ContinuousClock.now - started }

  func observe(_ event: RunEvent) { plan.wrote(isUrgent: event.isUrgentForCopies, at: now) }

  private func keepLease() async {
    while !Task.isCancelled, loss == nil {
      await renewLease()
      if loss == nil { try? await Task.sleep(for: place.pace.renewal) }
    }
  }

  /// Looks whether the run is still this head's where that is not certain any more: this machine may have slept, and
  /// another one gone on. What cannot be asked is taken to be as it was.
  ///
  /// - Throws: `CancellationError` when another process has it.
  func confirmLease() async throws {
    if let confirmed, now - confirmed >= place.pace.term { await renewLease() }
    if loss != nil { throw CancellationError() }
  }

  private func renewLease() async {
    if let renewal { return await renewal.value }
    let work = Task { await self.renewLeaseAlone() }
    renewal = work
    await work.value
    renewal = nil
  }

  private func renewLeaseAlone() async {
    let asked = now
    do {
      var keeper = keeper
      let isMine = try await keeper.renew()
      self.keeper = keeper
      if !isMine { return lose() }
      confirmed = asked
      succeeded()
    } catch { failed(error) }
  }

  private func keepCopy() async {
    while !Task.isCancelled, loss == nil {
      var pause = place.pace.tick
      if plan.isDue(at: now) {
        do {
          while try await copy() {}
          succeeded()
        } catch {
          failed(error)
          plan.wrote(isUrgent: false, at: now)
          pause = place.pace.pause
        }
      }
      try? await Task.sleep(for: pause)
    }
  }

  private func failed(_ error: any Error) {
    guard !Task.isCancelled, let text = trouble.failed(error, at: layout.folder.location) else { return }
    say(text)
  }

  private func succeeded() {
    if let text = trouble.succeeded(at: layout.folder.location) { say(text) }
  }

  // MARK: Copying

  /// Copies one segment.
  ///
  /// - Returns: whether there is more than fits into one.
  private func copy() async throws -> Bool {
    if !hasFiles { try await copyFiles() }
    let isRepeated = !pending.isEmpty
    if !isRepeated { pending = try newLines() }
    plan.copied(at: now)
    if pending.isEmpty { return false }
    try await segments.write(pending, from: copied, by: keeper.number)
    copied += Int64(pending.count)
    let isFull = pending.count * 2 > JournalSegments.largest
    pending = []
    return isRepeated || isFull
  }

  /// The whole lines that the journal has and its copy has not, a segment of them at most.
  private func newLines() throws -> [UInt8] {
    try onDisk { () throws(FileSystemError) in
      var count = JournalSegments.largest
      while true {
        let bytes = try Disk.read(directory.journal, from: copied, count: count)
        if let end = bytes.lastIndex(of: 0x0A) { return Array(bytes[...end]) }
        if bytes.count < count { return [] }
        count *= 2
      }
    }
  }

  /// How the run was started. Written before the first of the journal, which so says that they are there.
  private func copyFiles() async throws {
    let (names, sources) = try onDisk { () throws(FileSystemError) in
      var names: [String] = []
      for name in MirrorLayout.files where try Disk.status(of: directory.path + "/" + name) != nil {
        names.append(name)
      }
      let folder = directory.path + "/source"
      let sources = try Disk.status(of: folder) == nil ? [] : try Disk.filesBelow(folder).map(\.path)
      return (names, sources)
    }
    for name in names { try await place.storage.upload(directory.path + "/" + name, to: layout.file(name)) }
    for path in sources {
      try await place.storage.upload(path, to: layout.sources.appending(FileReference(path).name))
    }
    hasFiles = true
  }
}

extension RunEvent {
  /// Whether another machine that goes on with the run would have to look for what it says.
  fileprivate var isUrgentForCopies: Bool {
    switch kind {
    case .runStarted, .runResumed, .attemptSubmitted, .attemptTakenOver: true
    default: false
    }
  }
}
