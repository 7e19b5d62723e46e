import AWSBatchBackend
import ArgumentParser
import S3Storage
import WorkflowEngine
import WorkflowModel

/// Which run is meant, for verbs that look at one.
struct RunArguments: ParsableArguments {
  @Argument(help: "The run: its name, its folder, _latest, or its copy in S3.")
  var run = RunLookup.latest

  @Option(help: "Keeps the runs.")
  var runsDir = GoingOn.usualRuns

  @Option(
    name: .customLong("on"),
    help: "The environment of martlet.yaml in whose bucket the run is, for one of another machine.")
  var environment: String?

  @Option(help: "The configuration; without it what the run was started with.")
  var config: String?

  /// Hands out the run, good until `body` returns. What is here of one that is detached is brought up to date; one of
  /// another machine is brought into a passing folder.
  ///
  /// - Throws: ``ExecutionError`` (`configuration`) when there is no such run.
  func withRun<Value: Sendable>(_ body: @Sendable (FoundRun) async throws -> Value) async throws -> Value {
    let copies = RunCopies(environment: environment, config: config)
    do {
      let value = try await PassingFolder.with { folder in
        guard let copy = try await copies.copy(of: run, in: runsDir) else {
          let directory = try RunLookup.find(run, in: runsDir)
          return try await found(
            FoundRun(directory: directory, runs: runsDir, copy: nil, access: access(directory)), body)
        }
        if environment == nil, let directory = try? RunLookup.find(run, in: runsDir) {
          try await MirrorPlace.refresh(directory, from: copy.folder, copy.storage)
          return try await found(
            FoundRun(directory: directory, runs: runsDir, copy: copy, access: access(directory)), body)
        }
        let directory = try await MirrorPlace.restore(copy.folder, from: copy.storage, into: folder)
        return try await found(
          FoundRun(directory: directory, runs: folder, copy: copy, access: access(directory)), body)
      }
      await copies.shutdown()
      return value
    } catch {
      await copies.shutdown()
      throw error
    }
  }

  /// The run's folder on this machine, to go on with it: for a run of another machine one is made of its copy.
  func bring() async throws -> RunDirectory {
    guard environment != nil || FileReference(run).scheme == "s3" else { return try RunLookup.find(run, in: runsDir) }
    let copies = RunCopies(environment: environment, config: config)
    do {
      guard let copy = try await copies.copy(of: run, in: runsDir) else {
        await copies.shutdown()
        return try RunLookup.find(run, in: runsDir)
      }
      let directory = try await MirrorPlace.restore(
        copy.folder, from: copy.storage, into: SourceReading.absolute(runsDir))
      await copies.shutdown()
      return directory
    } catch {
      await copies.shutdown()
      throw error
    }
  }

  private func access(_ directory: RunDirectory) -> EnvironmentAccess {
    EnvironmentAccess(of: directory, config: config)
  }

  private func found<Value: Sendable>(
    _ run: FoundRun, _ body: @Sendable (FoundRun) async throws -> Value
  ) async throws -> Value {
    do {
      let value = try await body(run)
      await run.access.shutdown()
      return value
    } catch {
      await run.access.shutdown()
      throw error
    }
  }
}

/// Finds the copies of runs in buckets.
actor RunCopies {
  private let environment: String?
  private let config: String?
  private var access: EnvironmentAccess?

  /// Digits after a run's name that tell it from others' in the bucket, with the dash.
  private static let ofKey = 7
  /// How many runs are named when there is none of that name.
  private static let named = 5

  /// - Parameter environment: the one in whose bucket runs are looked for; nil for what the run itself says.
  init(environment: String?, config: String?) {
    self.environment = environment
    self.config = config
  }

  func shutdown() async { await access?.shutdown() }

  /// Where the copy of a run is; nil for a run of this machine that is not detached.
  ///
  /// - Throws: ``ExecutionError`` (`configuration`) when there is none of that name, or more than one.
  func copy(of run: String, in runs: String) async throws -> FoundRun.Copy? {
    if FileReference(run).scheme == "s3" {
      return FoundRun.Copy(folder: FileReference(run), storage: S3Storage(try await access(nil).aws(of: environment)))
    }
    if let environment {
      let (folder, storage) = try await place(environment)
      return FoundRun.Copy(folder: try await find(run, in: folder, storage, environment), storage: storage)
    }
    let directory = try RunLookup.find(run, in: runs)
    guard let head = HeadRecord(of: directory) else { return nil }
    return FoundRun.Copy(
      folder: head.copy, storage: S3Storage(try await access(directory).aws(of: head.environment)))
  }

  /// The keys of the runs in an environment's bucket, the newest first.
  func keys(of environment: String) async throws -> (keys: [String], folder: FileReference, storage: S3Storage) {
    let (folder, storage) = try await place(environment)
    let keys = try await storage.folderNames(in: folder).filter { Self.time(ofKey: $0) != nil }
    return (keys.sorted { (Self.time(ofKey: $0) ?? "", $0) > (Self.time(ofKey: $1) ?? "", $1) }, folder, storage)
  }

  private func place(_ environment: String) async throws -> (FileReference, S3Storage) {
    let access = access(nil)
    let bucket = try await access.batch(environment).bucket.reference
    return (bucket, S3Storage(try await access.aws(of: environment)))
  }

  private func access(_ directory: RunDirectory?) -> EnvironmentAccess {
    let access = self.access ?? EnvironmentAccess(of: directory, config: config)
    self.access = access
    return access
  }

  private func find(
    _ run: String, in folder: FileReference, _ storage: S3Storage, _ environment: String
  ) async throws -> FileReference {
    if run == RunLookup.latest {
      guard let newest = try await keys(of: environment).keys.first else {
        throw ExecutionError(.configuration, "there are no runs in \(folder.location)")
      }
      return folder.appending(newest)
    }
    let names = try await storage.folderNames(in: folder, beginning: run)
    let found = names.filter { $0 == run || $0.dropLast(Self.ofKey) == run && Self.time(ofKey: $0) != nil }
    if let exact = found.first(where: { $0 == run }) ?? (found.count == 1 ? found.first : nil) {
      return folder.appending(exact)
    }
    guard found.isEmpty else {
      throw ExecutionError(
        .configuration, "there are \(found.count) runs \(run) in \(folder.location)",
        help: "name one of them: " + found.joined(separator: ", "))
    }
    let newest = try await keys(of: environment).keys.prefix(Self.named)
    throw ExecutionError(
      .configuration, "there is no run \(run) in \(folder.location)",
      help: newest.isEmpty ? "there are no runs" : "the newest there are: " + newest.joined(separator: ", "))
  }

  /// When a run began, as its key tells: the date and the time in `<workflow>-<yyyymmdd-hhmmss>[-n]-<6 digits>`; nil for
  /// what is no run's key.
  static func time(ofKey key: String) -> String? {
    var parts = key.split(separator: "-", omittingEmptySubsequences: false)
    guard let digits = parts.popLast(), digits.count == 6, digits.allSatisfy(\.isHexDigit) else { return nil }
    if let number = parts.last, number.count < 6, Int(number) != nil { parts.removeLast() }
    guard parts.count > 2, let time = parts.popLast(), let date = parts.popLast(), time.count == 6, date.count == 8,
      (date + time).allSatisfy(\.isWholeNumber)
    else { return nil }
    return "\(date)-\(time)"
  }
}
