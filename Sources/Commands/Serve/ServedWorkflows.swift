import JSONText
import ServerModel
import SourceText
import TaskFolder
import WorkflowEngine
import WorkflowModel

/// Runs the workflows of a server, in the environments of one configuration.
struct ServedWorkflows: WorkflowHost {
  let configuration: Configuration
  let settings: ServerSettings
  let composition: Composition
  let environments: [String]
  let languages = Composition.versions
  /// What the page reads of runs in S3.
  let storage = ServedStorage()

  /// - Parameter environment: where workflows go that name none; nil for the configuration's default.
  init(_ configuration: Configuration, _ settings: ServerSettings, containers: ContainerChoice, environment: String?) {
    self.configuration = configuration
    self.settings = settings
    composition = Composition(containers: containers, quiet: true, shared: SharedBackends())
    let first = Composition.environmentName(environment, of: configuration)
    // This machine is for those alone who were given it.
    environments = ([first] + configuration.environments.names).uniqued()
  }

  /// - Throws: ``ExecutionError`` (`configuration`) when there is no such environment as workflows go to.
  func check() throws {
    if environments[0] != "local" { _ = try configuration.settings(of: environments[0]) }
  }

  func describe(_ documents: SubmittedDocuments, inputs: JSONObject?) async throws -> WorkflowDescription {
    let read = try await SubmittedProgram(documents, guarded([documents.folder]))
    var description = WorkflowDescription(
      language: read.language, languageVersion: read.version,
      // Where the server keeps documents is nobody's matter.
      errors: read.errors.map { $0.replacing(documents.folder + "/", with: "") },
      program: read.errors.isEmpty ? try read.program().description : nil)
    if let inputs, read.errors.isEmpty {
      do {
        // Files are looked for when the workflow runs, with the rights that it has then.
        let given = WorkflowInputs(values: inputs, searchFolders: [])
        _ = try await read.program().bind(given, target: nil, look: nil)
      } catch let error as ExecutionError {
        description.errors = [error.message]
      }
    }
    return description
  }

  func check(options: JSONObject) throws {
    let options = try WorkflowOptions(options, named: Self.optionsName)
    let files = ServedFiles(data: settings.dataFolder, own: [], shared: settings.sharedFiles)
    for folder in options.copies.folders + [options.callback].compactMap({ $0.map(FileReference.init) }) {
      try files.check(folder)
    }
    guard let name = options.environment, !environments.contains(name) else { return }
    throw ExecutionError(
      .invalidInput, "\(Self.optionsName): there is no backend \(name)",
      help: "this server has: " + environments.joined(separator: ", "))
  }

  private static let optionsName = "workflowOptions"

  func end(_ submission: Submission) async throws {
    let directory = Self.directory(of: submission)
    guard try RunPlace(of: directory.path) != nil else { return }
    let access = EnvironmentAccess(of: directory)
    let taken = try await TakenRun(directory)
    do {
      _ = try await LeftRun(directory, access).endJobs()
      try taken.closeAsCancelled()
    } catch {
      await taken.giveBack()
      await access.shutdown()
      throw error
    }
    await taken.giveBack()
    await access.shutdown()
  }

  private static func directory(of submission: Submission) -> RunDirectory {
    RunDirectory(RunPlace(name: submission.id, folder: submission.runsFolder + "/" + submission.id))
  }

  func run(_ submission: Submission, observers: [any RunObserver]) async throws -> JSONObject {
    let directory = Self.directory(of: submission)
    if try directory.isThere && directory.hasSucceeded() { return try Self.outputs(of: directory) }
    let composition = guarded([submission.runsFolder, submission.documents.folder])
    let earlier = try Self.record(of: directory)
    let options = try WorkflowOptions(earlier?.options ?? submission.options, named: Self.optionsName)
    let configuration = options.applied(to: configuration)
    let environment: RunEnvironment
    do {
      environment = try await composition.environment(
        earlier?.environment ?? options.environment ?? environments[0], of: configuration)
    } catch  where earlier != nil {
      throw LeftForLater(cause: error)
    }
    do {
      var session = RunSession(
        composition: composition, environment: environment,
        mode: earlier?.failureMode ?? configuration.failureMode ?? .cancel, cache: configuration.cache,
        runs: submission.runsFolder, outputs: nil, options: options)
      session.keepsValues = true
      let outputs = try await run(submission, goingOnWith: earlier, session, observers)
      await environment.shutdown()
      return outputs
    } catch {
      await environment.shutdown()
      throw error
    }
  }

  /// For what the workflows of one user may touch.
  private func guarded(_ own: [String]) -> Composition {
    var composition = composition
    composition.files = ServedFiles(data: settings.dataFolder, own: own, shared: settings.sharedFiles)
    return composition
  }

  /// How the run was started; nil when it has not begun.
  ///
  /// - Throws: ``LeftForLater`` when it has, and that cannot be read.
  private static func record(of directory: RunDirectory) throws -> RunRecord? {
    guard try Disk.status(of: directory.path + "/run.json") != nil || RunPlace(of: directory.path) != nil else {
      return nil
    }
    do { return try RunRecord(of: directory) } catch { throw LeftForLater(cause: error) }
  }

  private static func outputs(of directory: RunDirectory) throws -> JSONObject {
    try JSONParser.parse(try TextFile.read(directory.outputs, shownAs: directory.outputs)).object ?? JSONObject()
  }

  private func run(
    _ submission: Submission, goingOnWith earlier: RunRecord?, _ session: RunSession, _ observers: [any RunObserver]
  ) async throws -> JSONObject {
    let directory = Self.directory(of: submission)
    let observers = observers + [session.configurationRecord, ReportObserver(runs: submission.runsFolder)]
    if let earlier {
      let program = try await SubmittedProgram(earlier.source, of: earlier.documents, session.composition).program()
      let workflow = try await Self.laterWithoutNetwork {
        try await session.bind(program, inputs(of: submission), earlier.target)
      }
      return try await session.engine(observers: observers).resume(workflow, in: directory).outputs
    }
    let read = try await SubmittedProgram(submission.documents, session.composition)
    let workflow = try await session.bind(try read.program(), inputs(of: submission), submission.target)
    // One that its process did not come to write down has not begun either.
    try onDisk { () throws(FileSystemError) in try Disk.removeTree(directory.path) }
    let record = RunRecord(
      source: submission.documents.main, target: submission.target, environment: session.environment.name,
      containers: composition.containers, failureMode: session.mode, documents: read.documents,
      configuration: configuration.document?.file.bytes, options: session.options.kept)
    let engine = session.engine(observers: observers) { try record.write(to: $0) }
    return try await engine.run(workflow, named: submission.id).outputs
  }

  /// What only AWS or the web can tell may be told later: the run's jobs go on.
  private static func laterWithoutNetwork<Value>(_ body: () async throws -> Value) async throws -> Value {
    do { return try await body() } catch let error as ExecutionError
      where [.network, .service, .noCredentials].contains(error.code)
    { throw LeftForLater(cause: error) }
  }

  private func inputs(of submission: Submission) -> WorkflowInputs {
    WorkflowInputs(values: submission.inputs, searchFolders: [submission.documents.folder], source: "workflowInputs")
  }
}

extension Array where Element: Hashable {
  fileprivate func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}

extension RunDirectory {
  fileprivate var isThere: Bool { get throws { try RunPlace(of: path) != nil } }
}
