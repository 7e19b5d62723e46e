import ArgumentParser
import JSONText
import Synchronization
import TaskFolder
import WorkflowEngine
import WorkflowModel

struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Says what a run would do, and runs nothing.",
    discussion: """
      Each call that is known before anything runs is taken from the call cache, or has to run; for those it says what is \
      different from the nearest call in the cache. What depends on a call that has to run waits for it.
      """)

  @OptionGroup var workflow: WorkflowArguments

  @Flag(help: "Run every call, as run --no-cache would.")
  var noCache = false

  @Flag(help: "Tell of every call.")
  var calls = false

  @Option(help: "How to say it: table or json.")
  var format = ListingFormat.table

  func run() async throws {
    let (settings, options) = try workflow.configurationWithOptions()
    let composition = Composition(containers: workflow.containers, quiet: true)
    // A plan leaves nothing behind.
    let scratch = try onDisk { () throws(FileSystemError) in try Disk.makeScratchFolder(named: "martlet-plan") }
    defer { try? Disk.removeTree(scratch) }
    var cache = noCache ? CacheSettings.off : settings.cache
    cache.folder = CallCache.folder(ofRuns: SourceReading.absolute(workflow.runsDir))
    cache.isWritten = false
    let session = RunSession(
      composition: composition,
      environment: try await composition.environment(
        workflow.environment ?? options.environment, of: settings),
      mode: .continue, cache: cache, runs: scratch, outputs: nil, options: options)
    let observer = PlanObserver()
    do {
      try await session.during { session in
        let (bound, _) = try await workflow.bound(in: session)
        try await session.engine(observers: [observer]).plan(bound)
      }
    } catch {
      try say(observer.report)
      throw error
    }
    try say(observer.report)
  }

  private func say(_ report: PlanReport) throws {
    if report.workflow.isEmpty { return }
    var report = report
    if !report.stays.isEmpty {
      let earlier = try EarlierDurations.of(report.workflow, in: workflow.runsDir)
      report.cost = PlanCost(report.stays, earlier, try PriceFile.load())
    }
    switch format {
    case .table: Terminal.result(report.lines(all: calls).joined(separator: "\n"))
    case .json: Terminal.result(JSONWriter.indented(report.json))
    }
  }
}

private final class PlanObserver: RunObserver {
  private let state = Mutex(PlanReport())

  var report: PlanReport { state.withLock { $0 } }

  func observe(_ event: RunEvent) async { state.withLock { $0.apply(event) } }
}
