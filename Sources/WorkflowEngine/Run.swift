import JSONText
import Synchronization
import TaskFolder
import WorkflowModel

/// One run under way: the door that languages come through.
final class Run: RunContext {
  let directory: RunDirectory
  let recorder: RunRecorder
  let inputs: InputCache
  let gate: CallGate
  /// Of a run that is resumed.
  let history: RunHistory?
  /// Nil for a run that uses no results of others.
  let cache: CallCache?
  /// Whether calls that would have to run are only told.
  let plansOnly: Bool
  let keepsValues: Bool
  /// Nil: the workflow decides what a failure means.
  private let mode: FailureMode?
  private let failures = Mutex(FailureLedger())
  let storages: StorageTable
  /// Nil for a run that is copied nowhere.
  private let mirror: RunMirror?
  private let choose: BackendChoice
  private let change: RequestChange
  private let remark: RequestRemark
  let attributeDefaults: AttributeDefaults
  /// The backends that were used, by environment.
  private let used = Mutex<[String: any Backend]>([:])

  init(
    _ directory: RunDirectory, recorder: RunRecorder, storages: StorageTable, choose: @escaping BackendChoice,
    change: @escaping RequestChange, gate: CallGate, mode: FailureMode?, history: RunHistory? = nil,
    cache: CallCache? = nil, mirror: RunMirror? = nil, plansOnly: Bool = false, keepsValues: Bool = false,
    attributeDefaults: AttributeDefaults = AttributeDefaults(), remark: @escaping RequestRemark = { _, _ in [] }
  ) {
    self.keepsValues = keepsValues
    self.attributeDefaults = attributeDefaults
    self.remark = remark
    self.mirror = mirror
    self.history = history
    self.cache = cache
    self.plansOnly = plansOnly
    self.directory = directory
    self.recorder = recorder
    self.storages = storages
    self.choose = choose
    self.change = change
    self.gate = gate
    self.mode = mode
    inputs = InputCache(folder: directory.inputCache, storages: storages)
  }

  func backend(for site: TaskSite) throws -> any Backend {
    let backend = try choose(site)
    used.withLock { $0[backend.environmentName] = backend }
    return backend
  }

  /// Lets go of everything; no call runs any more.
  func close() async {
    await inputs.close()
    for backend in used.withLock({ Array($0.values) }) { await backend.shutdown() }
  }

  /// Another process has the run: what was started elsewhere is its own now.
  func abandon() async {
    for backend in used.withLock({ Array($0.values) }) { await backend.abandon() }
  }

  /// To be asked before anything is started: see ``RunMirror/confirmLease()``.
  func confirmLease() async throws { try await mirror?.confirmLease() }

  func configured(_ request: TaskRequest, at site: TaskSite) throws -> TaskRequest { try change(request, site) }

  /// Says what people should know of a request that is about to become an attempt.
  func remark(on request: TaskRequest, at site: TaskSite) {
    for text in remark(request, site) { recorder.recordIfPossible(.note(.info, text)) }
  }

  func placement(of site: TaskSite) async throws -> TaskPlacement {
    var request = TaskRequest(command: "")
    request.images = site.images
    var site = site
    // The configuration may name other images, which decide where a task sees its files.
    site.images = try change(request, site).images
    return try await backend(for: site).placement(of: site, in: directory.place)
  }

  func run(
    _ call: CallPath, prepare: @escaping @Sendable (TaskAttempt) async throws -> TaskRequest,
    accept: @escaping @Sendable (TaskSuccess) async throws -> Void
  ) async throws -> TaskSuccess {
    do { try await gate.enter() } catch {
      // Nobody but the workflow knows of it yet, and who watches the run waits for its end.
      if mode == nil { recorder.recordIfPossible(.callCancelled(call)) }
      throw error
    }
    do {
      let success = try await CallRunner(call: call, run: self, prepare: prepare, accept: accept)()
      gate.leave()
      return success
    } catch let error as CancellationError {
      gate.leave()
      throw error
    } catch is PlannedCall {
      gate.leave()
      throw FailedBefore(call)
    } catch {
      let answer = keep(error, of: call)
      await gate.fail(leaving: true)
      throw answer
    }
  }

  // MARK: Failures

  var callWindow: Int { gate.window }

  /// What to tell the user of all that has failed.
  var failure: (any Error)? { failures.withLock { $0.error } }

  func failed(_ place: CallPath, _ error: any Error) async -> any Error {
    if mode == .continue { recorder.recordIfPossible(.note(.warning, "\(place) has no value: \(error)")) }
    let answer = keep(error, of: place)
    await gate.fail(leaving: false)
    return answer
  }

  func skipped(_ call: CallPath, because failure: FailedBefore) {
    recorder.recordIfPossible(.callSkipped(call, because: failure.cause))
    failures.withLock { $0.add(skipped: call, because: failure.cause) }
  }

  /// - Returns: what the language is told.
  private func keep(_ error: any Error, of place: CallPath) -> any Error {
    guard let mode else { return error }
    failures.withLock { failures in
      // What fails while the rest is being cancelled fails because of that.
      if mode != .cancel || failures.isEmpty { failures.add(place, error) }
    }
    return mode == .continue ? FailedBefore(place) : error
  }

  func read(_ file: FileReference, limit: Int) async throws -> [UInt8] {
    try await storages.storage(of: file).read(file, limit: limit)
  }

  /// The last bytes of a file.
  func readTail(_ file: FileReference, count: Int) async throws -> [UInt8] {
    try await storages.storage(of: file).readTail(file, count: count)
  }

  func look(at file: FileReference) async throws -> StorageEntry? {
    try await storages.storage(of: file).look(at: file)
  }

  func list(_ folder: FileReference) async throws -> [StorageEntry] {
    try await storages.storage(of: folder).list(folder)
  }

  func write(_ bytes: [UInt8], name: String) async throws -> FileReference {
    let path = directory.files + "/" + name
    try onDisk { () throws(FileSystemError) in
      try Disk.makeFolder(directory.files)
      try Disk.write(bytes, to: path)
    }
    return FileReference(path)
  }

  func keep(_ kind: CallValues, of call: CallPath, _ values: () throws -> JSONObject) {
    guard keepsValues, let values = try? values() else { return }
    let folder = directory.place.callFolder(call)
    try? Disk.makeFolder(folder)
    try? directory.write(values, to: folder + "/\(kind.rawValue).json")
  }

  func note(_ note: RunNote) async { recorder.recordIfPossible(.note(note.level, note.message)) }
}
