import JSONText
import RunIndex
import TaskFolder
import WorkflowEngine
import WorkflowModel

/// What a cleaning will do, and what it cannot.
struct CleanPlan {
  struct Item {
    let run: RunSummary
    let directory: RunDirectory
    /// Bytes on this machine.
    let bytes: Int64
    /// Nil: the whole run goes.
    let intermediate: IntermediateFiles?
  }

  /// What the call cache has of the runs.
  private let cached: CachedResults
  private(set) var items: [Item] = []
  /// The runs that were meant and stay, with the reason.
  private(set) var refusals: [(run: String, reason: String)] = []

  /// - Parameters:
  ///   - runs: absolute, links resolved.
  ///   - users: the names of runs by the keys of those whose results they use.
  ///   - isRemote: whether files on AWS go, too: then a run counts that has none here.
  init(
    _ summaries: [RunSummary], in runs: String, by rule: CleanRule, users: [String: [String]], isRemote: Bool,
    now: Int64
  ) async throws {
    let choice = CleanChoice(summaries, by: rule, now: now, users: users) { Self.obstacle(to: $0, in: runs) }
    refusals = choice.refusals
    cached = try await CachedResults(in: runs, of: choice.chosen, isRemote: isRemote)
    for run in choice.chosen {
      guard RunRemoval(runs: runs).isHere(run.name) else {
        refusals.append((run.name, "its folder is a link to another place, which is not touched"))
        continue
      }
      do {
        guard let item = try Self.item(of: run, in: runs, rule, users[run.key] ?? []) else { continue }
        if isRemote || item.intermediate?.paths.isEmpty != true { items.append(item) }
      } catch {
        refusals.append((run.name, "\(error)"))
      }
    }
  }

  /// What speaks against removing a run, in words.
  private static func obstacle(to run: RunSummary, in runs: String) -> String? {
    guard run.state == .interrupted else { return nil }
    let directory = RunFolders.directory(of: run.name, in: runs)
    let isOnAWS = run.environments.contains { environment in
      ConfigurationRecord.settings(of: environment, in: directory).map { BackendKind.of($0) == .batch } ?? false
    }
    return isOnAWS ? "jobs of it, or another machine, may go on with it: `martlet resume` it, or --force" : nil
  }

  private static func item(
    of run: RunSummary, in runs: String, _ rule: CleanRule, _ users: [String]
  ) throws -> Item? {
    let directory = RunFolders.directory(of: run.name, in: runs)
    if rule.isIntermediate {
      let files = try IntermediateFiles(of: directory, users: users.map { RunFolders.directory(of: $0, in: runs) })
      return Item(run: run, directory: directory, bytes: files.size.bytes, intermediate: files)
    }
    let bytes = try onDisk { () throws(FileSystemError) in
      var size = TreeSize()
      try size.add(directory.path)
      return size.bytes
    }
    return Item(run: run, directory: directory, bytes: bytes, intermediate: nil)
  }

  var bytes: Int64 { items.map(\.bytes).reduce(0, +) }

  /// A line for each run, the largest last.
  var lines: [String] {
    var table = TextTable([
      .init(title: "RUN"), .init(title: "STATE"), .init(title: "LAST EVENT"), .init(title: "SIZE", isNumber: true),
      .init(title: "WHAT GOES"),
    ])
    for item in items.sorted(by: { ($0.bytes, $0.run.name) < ($1.bytes, $1.run.name) }) {
      table.add([
        item.run.name, item.run.state.rawValue, item.run.latest > 0 ? RunListing.time(item.run.latest) : "",
        ByteSize.text(item.bytes), words(of: item),
      ])
    }
    return table.lines
  }

  /// What the call cache has of a run and cannot use any more when the item is gone.
  private func losses(by item: Item) -> [CachedResults.Result] {
    let results = cached.results[item.run.name] ?? []
    guard let files = item.intermediate else { return results }
    return results.filter { $0.places.contains(where: files.holds) }
  }

  func forgetResults(of item: Item) async throws { try await cached.forget(losses(by: item)) }

  private func words(of item: Item) -> String {
    var words = "the whole run"
    if let files = item.intermediate {
      words = Plural.text(files.size.files, "intermediate file")
      if files.keptCount > 0 { words += "; kept for outputs: \(files.keptCount)" }
    }
    let count = losses(by: item).count
    return count == 0 ? words : words + ", and with it " + Plural.text(count, "result") + " in the call cache"
  }
}
