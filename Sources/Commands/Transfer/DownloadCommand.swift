import AWSBatchBackend
import ArgumentParser
import JSONText
import S3Storage
import TaskFolder
import WorkflowEngine
import WorkflowModel

struct DownloadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "download", abstract: "Brings the outputs of a run that lie in S3 to this machine.",
    discussion: """
      They go to <folder>/<output>/<file name>, with an outputs.json that names them there, which is also what goes to \
      stdout. What is there already is not brought again.
      """)

  @OptionGroup var of: RunArguments

  @Option(help: "The folder; without it one of the run's name.")
  var to: String?

  @Flag(name: .shortAndLong, help: "No progress and no summary.")
  var quiet = false

  private static let parallelism = 8

  func run() async throws {
    try await of.withRun { found in
      let outputs = try await outputs(of: found)
      let folder = SourceReading.absolute(to ?? found.directory.place.name)
      let ways = TransferWays(
        AWSAccess(region: try await region(of: found)), requesterPays: false, parallelism: Self.parallelism)
      do {
        try await Signals.cancelling(saying: nil) { try await bring(outputs, to: folder, ways) }
      } catch {
        await ways.shutdown()
        throw error
      }
      await ways.shutdown()
    }
  }

  private func bring(_ outputs: JSONObject, to folder: String, _ ways: TransferWays) async throws {
    let workflow = outputs.names.first?.split(separator: ".").first.map(String.init) ?? ""
    let plan = OutputPlan(of: outputs, workflow, below: folder) { $0.scheme == "s3" }
    let expansion = SourceExpansion(ways: ways, isRecursive: true, hasPatterns: false)
    var items: [TransferItem] = []
    for place in plan.places {
      let address = try TransferAddress(place.file.location, workingFolder: folder)
      let source = try await expansion.find(address)
      let target = try TransferAddress(place.path, workingFolder: folder)
      items += try TransferPlan(to: target, isFolder: source.kind == .folder).items([source])
    }
    let standing = try await StandingFiles(at: items.map(\.target), ways)
    let copier = Copier(ways: ways, standing: standing, isForced: false, keepsParts: true)
    let bytes = items.reduce(0) { $0 + ($1.source.size ?? 0) }
    let progress = TransferProgress(
      TransferMeter(files: items.count, bytes: bytes, now: WallClock.system.now()), isQuiet: quiet)
    _ = try await TransferRun(copier: copier, progress: progress).run(items)
    progress.summarize()
    let text = JSONWriter.indented(.object(plan.values))
    try onDisk { () throws(FileSystemError) in
      try Disk.makeFolder(folder)
      try Disk.write(Array((text + "\n").utf8), to: folder + "/outputs.json")
    }
    Terminal.result(text)
  }

  private func region(of found: FoundRun) async throws -> String? {
    for name in ConfigurationRecord.environments(in: found.directory) {
      if let environment = try await found.access.batchIfAny(name) { return environment.region }
    }
    return nil
  }

  /// - Throws: ``ExecutionError`` when the run has none, yet or at all.
  private func outputs(of found: FoundRun) async throws -> JSONObject {
    let text: [UInt8]
    if let copy = found.copy {
      let file = copy.folder.appending("outputs.json")
      guard try await copy.storage.look(at: file) != nil else { throw noOutputs(found) }
      text = try await copy.storage.read(file, limit: 1 << 30)
    } else {
      guard (try? Disk.status(of: found.directory.outputs)) != nil else { throw noOutputs(found) }
      text = try TextFile.read(found.directory.outputs, shownAs: found.directory.outputs)
    }
    guard let values = try JSONParser.parse(text).object else { throw noOutputs(found) }
    return values
  }

  private func noOutputs(_ found: FoundRun) -> ExecutionError {
    let run = found.directory
    return ExecutionError(
      .configuration, "the run \(run.place.name) has no outputs: it goes on, or it did not succeed",
      help: "where it is: " + GoingOn.command("status", run, in: of.runsDir, of.environment))
  }
}
