import AWSBatchBackend
import ArgumentParser
import Concurrency
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
      stdout. What is there already is not brought again. An address of a folder that no run of the environment made, or of \
      nothing, stays an address.
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
        try await Signals.cancelling(saying: nil) { try await bring(outputs, of: found, to: folder, ways) }
      } catch {
        await ways.shutdown()
        throw error
      }
      await ways.shutdown()
    }
  }

  private func bring(_ outputs: JSONObject, of found: FoundRun, to folder: String, _ ways: TransferWays) async throws {
    let workflow = outputs.names.first?.split(separator: ".").first.map(String.init) ?? ""
    let wanted = try await sources(of: outputs, found, ways)
    let plan = OutputPlan(of: outputs, workflow, below: folder) { wanted[$0] != nil }
    let items = try plan.places.flatMap { place in
      guard let source = wanted[place.file] else { return [TransferItem]() }
      let target = try TransferAddress(place.path, workingFolder: folder)
      return try TransferPlan(to: target, isFolder: source.kind == .folder).items([source])
    }
    let standing = try await StandingFiles(at: items.map(\.target), ways)
    let copier = Copier(ways: ways, standing: standing, isForced: false, keepsParts: true)
    let bytes = items.reduce(0) { $0 + ($1.source.size ?? 0) }
    let progress = TransferProgress(
      TransferMeter(files: items.count, bytes: bytes, now: WallClock.system.now()), isQuiet: quiet)
    _ = try await TransferRun(copier: copier, progress: progress, executors: ways.executors).run(items)
    progress.summarize()
    let text = JSONWriter.indented(.object(plan.values))
    try onDisk { () throws(FileSystemError) in
      try Disk.makeFolder(folder)
      try Disk.write(Array((text + "\n").utf8), to: folder + "/outputs.json")
    }
    Terminal.result(text)
  }

  /// What the addresses among the outputs stand for: a text may look like one and be none.
  private func sources(
    of outputs: JSONObject, _ found: FoundRun, _ ways: TransferWays
  ) async throws -> [FileReference: FoundSource] {
    let addresses = Array(Set(OutputPlan(of: outputs, "", below: "/") { $0.scheme == "s3" }.places.map(\.file)))
    let made = try await folders(of: found)
    let expansion = SourceExpansion(ways: ways, isRecursive: true, hasPatterns: false)
    let sources = try await addresses.concurrentMap(width: Self.parallelism) { file -> FoundSource? in
      do {
        let source = try await expansion.find(TransferAddress(file.location, workingFolder: "/"))
        let isOurs = made.contains { file.location.hasPrefix($0.location + "/") }
        return source.kind == .file || isOurs ? source : nil
      } catch let error as ExecutionError where error.code == .fileNotFound || error.code == .configuration {
        if made.contains(where: { file.location.hasPrefix($0.location + "/") }) { throw error }
        return nil
      }
    }
    return Dictionary(
      zip(addresses, sources).compactMap { file, source in source.map { (file, $0) } }, uniquingKeysWith: { $1 })
  }

  /// Below which runs put what they make: those of the environments.
  private func folders(of found: FoundRun) async throws -> [FileReference] {
    var folders = found.copy.map { [$0.folder.parent] } ?? []
    for name in ConfigurationRecord.environments(in: found.directory) {
      if let environment = try await found.access.batchIfAny(name) { folders.append(environment.bucket.reference) }
    }
    return folders
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
