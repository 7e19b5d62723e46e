import AWSBatchBackend
import AWSClient
import JSONText
import S3Storage
import WorkflowEngine
import WorkflowModel

/// Lets a job on AWS Batch be the head of a run, and leaves the run to it.
struct DetachedStart: Sendable {
  let session: RunSession
  private let environment: BatchEnvironment
  private let configuration: AWSConfiguration
  private let job: HeadJob
  private let storages: StorageTable

  /// - Throws: ``ExecutionError`` (`configuration`) when the environment is not on AWS Batch.
  init(_ session: RunSession) async throws {
    self.session = session
    let name = session.environment.name
    guard let (environment, configuration) = try await session.environment.onBatch() else {
      throw ExecutionError(
        .configuration, "a detached run needs an environment on AWS Batch, and `\(name)` is this machine",
        help: "name one by --on; or start martlet in the background here: nohup martlet run … &")
    }
    self.environment = environment
    self.configuration = configuration
    job = HeadJob(environment, configuration)
    storages = StorageTable(session.environment.storages)
  }

  func shutdown() async { await job.shutdown() }

  /// Begins a run.
  ///
  /// - Throws: ``ExecutionError``; what was made of the run then says that it failed.
  func begin(_ arguments: WorkflowArguments, _ record: (_ documents: [String: [UInt8]]) -> RunRecord) async throws {
    let (program, documents) = try await Loading.programWithDocuments(arguments.source, session.composition)
    let given = DetachedInputs()
    let inputs = try InputsFile.read(arguments.inputs, arguments.assignments)
    let here = try await program.bind(inputs, target: arguments.target) { [environment = session.environment] in
      let entry = try await environment.look(at: $0)
      given.note(entry)
      return entry
    }
    try await job.check()
    let programs = try await programs()
    let record = record(documents)
    let directory = try await session.engine(observers: [session.configurationRecord]) {
      try record.write(to: $0)
    }.handOver(here) { run in
      let places = try await given.brought { try await job.bring($0, to: run) }
      let values = WorkflowInputs(values: here.inputs, searchFolders: ["/"])
      return try await program.bind(values, target: arguments.target) { [environment = session.environment] in
        if let place = places[$0] { return place }
        return try await environment.look(at: $0)
      }
    }
    do {
      try await submit(directory, number: 1, programs)
    } catch {
      try? directory.closeAsFailed("\(error)")
      throw error
    }
  }

  /// Lets a new head go on with a run that has none.
  ///
  /// - Throws: ``ExecutionError``; `conflict` when it has one, or has succeeded.
  func goOn(_ directory: RunDirectory) async throws {
    let last = HeadRecord(of: directory)
    let key = try RunPlace(of: directory.path)?.key ?? directory.place.key
    let directory = RunDirectory(RunPlace(name: directory.place.name, folder: directory.path, key: key))
    if let last, let head = try await LeftJobs(environment, configuration).look(at: [last.job]).first, !head.hasEnded {
      throw ExecutionError(
        .conflict, "the run \(directory.place.name) is under way: its head is job \(last.job), which is \(head.status)",
        help: "watch it: " + GoingOn.command("watch", directory, in: session.runs))
    }
    if try directory.hasSucceeded() {
      throw ExecutionError(.conflict, "the run \(directory.place.name) has succeeded")
    }
    try await job.check()
    try await submit(directory, number: (last?.number ?? 0) + 1, try await programs())
  }

  private func programs() async throws -> [FileReference] {
    try await OwnPrograms(of: session.environment).places(storages)
  }

  private func submit(_ directory: RunDirectory, number: Int, _ programs: [FileReference]) async throws {
    let run = directory.place
    let copy = environment.bucket.reference.appending(run.key)
    let id = try await job.submit(run, number: number, copy: copy, programs: programs)
    let record = HeadRecord(
      job: id, environment: environment.name, copy: copy, number: number, submitted: WallClock.system.now())
    do {
      try await record.write(to: directory, try storages.storage(of: copy))
    } catch {
      Terminal.say("warning: the head is job \(id), and that could not be written down: \(error)")
    }
    if !session.composition.quiet { Terminal.say(words(run, id)) }
    Terminal.result(
      JSONWriter.indented([
        "run": .string(run.name), "job": .string(id), "copy": .string(copy.location),
        "console": .string(HeadRecord.console(of: id, in: job.region)),
      ]))
  }

  private func words(_ run: RunPlace, _ id: String) -> String {
    let name = ShellWord.quoted(run.name)
    let here = session.runs == GoingOn.usualRuns ? "" : " --runs-dir \(ShellWord.quoted(session.runs))"
    return """
      the run \(run.name) goes on by itself: its head is job \(id)
        \(HeadRecord.console(of: id, in: job.region))
        where it is: martlet status \(name)\(here)
        what its tasks say: martlet logs -f \(name)\(here)
        its outputs, afterwards: martlet download \(name)\(here)
        to end it: martlet cancel \(name)\(here)
        from another machine: the same with --on \(ShellWord.quoted(environment.name))
      """
  }
}

extension RunSession {
  /// Hands out what lets a job be the head of a run, good until `body` returns.
  func detached(_ body: @escaping @Sendable (DetachedStart) async throws -> Void) async throws {
    try await during { session in
      let start = try await DetachedStart(session)
      do {
        try await body(start)
      } catch {
        await start.shutdown()
        throw error
      }
      await start.shutdown()
    }
  }
}

extension RunDirectory {
  /// As its journal here says.
  func hasSucceeded() throws -> Bool { RunHistory(try Journal.events(at: journal)).end == .succeeded }
}
