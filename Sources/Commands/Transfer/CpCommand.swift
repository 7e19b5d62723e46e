import ArgumentParser
import JSONText
import WorkflowEngine
import WorkflowModel

struct CpCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cp", abstract: "Copies files between this machine and S3, inside S3, and from the web.",
    discussion: """
      Addresses are paths, s3://bucket/key, and https:// or http:// as sources. Keys may hold *, ? and [a-z], and ** for any \
      number of folders: quote them. What is at the destination already is not copied again, and an interrupted copy of a \
      large file goes on where it was.
      """)

  @Argument(help: "What to copy, one or more, and where to.")
  var addresses: [String]

  @Flag(name: .shortAndLong, help: "Copy folders with all that is in them.")
  var recursive = false

  @Flag(help: "Copy what is there already, too.")
  var force = false

  @Flag(help: "Only say what would be copied.")
  var dryRun = false

  @Flag(help: "Take *, ? and [ in keys for what they are.")
  var noGlob = false

  @Flag(help: "Keep no parts of large files when the copy is interrupted, and go on with none of earlier copies.")
  var noResume = false

  @Option(help: "How many parts of large files are under way at the same time.")
  var parallel = 8

  @Option(help: "What goes to stdout: nothing (text) or the files that were copied (json).")
  var format = CopyFormat.text

  @Flag(name: .shortAndLong, help: "No progress and no summary.")
  var quiet = false

  @OptionGroup var aws: AWSOptions

  func validate() throws {
    if addresses.count < 2 { throw ValidationError("name what to copy, and where to") }
    if !(1...1000).contains(parallel) { throw ValidationError("--parallel takes a number from 1 to 1000") }
  }

  func run() async throws {
    let ways = TransferWays(try aws.access(), requesterPays: aws.requesterPays, parallelism: parallel)
    do {
      try await Signals.cancelling(saying: nil) { [self] in try await copy(ways) }
    } catch {
      await ways.shutdown()
      throw error
    }
    await ways.shutdown()
  }

  private func copy(_ ways: TransferWays) async throws {
    let items = try await items(ways)
    if dryRun {
      for item in items where format == .text {
        Terminal.say("\(Shown.name(item.source.place.text)) -> \(Shown.name(item.target.text))")
      }
      return format.say(items, outcomes: nil)
    }
    let standing = try await StandingFiles(at: force ? [] : items.map(\.target), ways)
    let copier = Copier(ways: ways, standing: standing, isForced: force, keepsParts: !noResume)
    let sizes = items.map(\.source.size)
    let meter = TransferMeter(
      files: items.count, bytes: sizes.contains(nil) ? nil : sizes.reduce(0) { $0 + ($1 ?? 0) },
      now: WallClock.system.now())
    let progress = TransferProgress(meter, isQuiet: quiet)
    let outcomes = try await TransferRun(copier: copier, progress: progress, executors: ways.executors).run(items)
    progress.summarize()
    format.say(items, outcomes: outcomes)
  }

  private func items(_ ways: TransferWays) async throws -> [TransferItem] {
    let folder = SourceReading.workingFolder
    let places = try addresses.map { try TransferAddress($0, workingFolder: folder) }
    guard let destination = places.last else { return [] }
    if case .web = destination.place { throw TransferPlan.noWayToTheWeb(destination) }
    let expansion = SourceExpansion(ways: ways, isRecursive: recursive, hasPatterns: !noGlob)
    var sources: [FoundSource] = []
    for place in places.dropLast() {
      try Self.check(place, destination)
      let source = try await expansion.find(place)
      if let warning = source.warning { Terminal.say("warning: \(Shown.name(warning))") }
      sources.append(source)
    }
    let isFolder = try await DestinationLook(ways: ways).isFolder(destination, for: sources.count)
    let items = try TransferPlan(to: destination, isFolder: isFolder).items(sources)
    try DestinationLook.checkWritable(destination, isFolder: isFolder)
    return items
  }

  private static func check(_ source: TransferAddress, _ destination: TransferAddress) throws {
    guard case .file = source.place, case .file = destination.place else { return }
    throw ExecutionError(
      .configuration, "\(source.text) and \(destination.text) are both on this machine",
      help: "use cp; martlet copies to, from and inside S3")
  }
}

/// What a copy says on stdout: the only place that knows every format.
enum CopyFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json

  /// - Parameter outcomes: of the items, in their order; nil when nothing was to be copied.
  func say(_ items: [TransferItem], outcomes: [Copier.Outcome]?) {
    guard self == .json else { return }
    let files = items.enumerated().map { number, item in
      let done: JSONValue =
        switch outcomes?[number] {
        case .copied?: "copied"
        case .skipped?: "skipped"
        case nil: "planned"
        }
      return JSONValue.object(
        JSONObject([
          ("source", .string(item.source.place.text)), ("target", .string(item.target.text)),
          ("size", item.source.size.map { .number(JSONNumber(text: "\($0)")) } ?? .null), ("done", done),
        ]))
    }
    Terminal.result(JSONWriter.indented(["files": .array(files)]))
  }
}
