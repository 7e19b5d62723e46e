import JSONText
import RunCost
import RunIndex
import RunReport
import TaskFolder
import WorkflowEngine
import WorkflowModel

/// The reports of one run: what they tell is read from its journal and from what it kept of how it was started.
struct RunReports {
  let directory: RunDirectory
  /// The folder of all runs, as the user wrote it.
  let runs: String

  var page: String { directory.path + "/" + RunDirectory.pageName }
  var trace: String { directory.path + "/" + RunDirectory.traceName }

  /// Writes both into the run's folder.
  ///
  /// - Throws: ``ExecutionError``.
  func write() async throws {
    let run = try ReportedRun(reading: directory)
    try Self.write(Trace(of: run).text, to: trace)
    try Self.write(try await html(of: run), to: page)
  }

  private static func write(_ bytes: [UInt8], to path: String) throws {
    try onDisk { () throws(FileSystemError) in try Disk.write(bytes, to: path) }
  }

  func html(of run: ReportedRun) async throws -> [UInt8] {
    ReportPage(of: run, await heading(of: run), holding: holding).html(now: WallClock.system.now())
  }

  private var holding: Holding {
    switch RunLease.isHeld(directory) {
    case true?: .running
    case false?: .left
    case nil: .unknown
    }
  }

  private func heading(of run: ReportedRun) async -> ReportHeading {
    var heading = ReportHeading()
    let start = RunRecord.start(of: directory)
    heading.command = start.command
    heading.version = start.version
    heading.source = start.source
    heading.graph = await graph()
    heading.costs = try? costs()
    if run.end != .succeeded { heading.resuming = GoingOn.way(directory, in: runs) }
    return heading
  }

  /// What it cost on AWS; nil where all of it ran on this machine, or nothing has run.
  func costs() throws -> ReportedCosts? {
    let prices = try PriceFile.load()
    var reading = CostReading()
    try JournalEvents.read(directory, CostReading.events) { reading.apply($0) }
    let cost = reading.cost(prices, now: WallClock.system.now())
    guard cost.total.free < cost.total.attempts else { return nil }
    let calls = (cost.lines[.task] ?? []).filter { $0.free < $0.attempts }.map { ($0.key, MoneyText.text($0.all)) }
    let dates = cost.regions.sorted().compactMap { prices.regions[$0]?.origin.date }
    let note = dates.last.map { "about, at prices of \($0): martlet cost" } ?? "about: martlet cost"
    return ReportedCosts(
      currency: "USD", total: MoneyText.text(cost.total.all), calls: Dictionary(calls, uniquingKeysWith: { $1 }),
      note: note)
  }

  /// The calls of the run's workflow; nil where it kept no workflow.
  func graph() async -> CallGraph? {
    guard let record = try? RunRecord(of: directory),
      let language = try? Composition(quiet: true).language(of: record.source)
    else { return nil }
    let loaded = try? await language.load(record.source, lints: false) { path in
      guard let bytes = record.documents[path] else { throw ExecutionError(.fileNotFound, "there is no \(path)") }
      return bytes
    }
    return try? loaded?.program?.graph(of: record.target)
  }
}

/// Writes the reports when a run ends. That they cannot be written fails nothing.
actor ReportObserver: RunObserver {
  private let runs: String
  private var directory: RunDirectory?

  /// - Parameter runs: the folder of all runs, as the user wrote it.
  init(runs: String) { self.runs = runs }

  func observe(_ event: RunEvent) async {
    switch event.kind {
    case .runStarted(let place, _), .runResumed(let place): directory = RunDirectory(place)
    case .runEnded: if let directory { await Self.write(of: directory, in: runs) }
    default: break
    }
  }

  /// Writes them, or says in the run's log why that did not go.
  static func write(of directory: RunDirectory, in runs: String) async {
    do {
      try await RunReports(directory: directory, runs: runs).write()
    } catch {
      directory.noteInLog("the reports of the run are not written: \(error)")
    }
  }
}
