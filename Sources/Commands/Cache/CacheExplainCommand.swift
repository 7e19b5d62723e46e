import ArgumentParser
import WorkflowEngine
import WorkflowModel

struct CacheExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Says why a call ran, or where its results come from, and what it is known by.")

  @Argument(help: "The run: its name, its folder, or _latest.")
  var run: String

  @Argument(help: "The call, as run.log names it: align, or align[3].")
  var call: String

  @OptionGroup var cache: CacheArguments

  func run() async throws {
    let directory = try RunLookup.find(run, in: cache.runsDir)
    guard let path = CallPath(call) else {
      throw ExecutionError(.configuration, "`\(call)` is no call", help: "write it as run.log does: align[3]")
    }
    let story = CallStory(path, try Journal.events(at: directory.journal))
    guard story.isKnown else {
      throw ExecutionError(
        .configuration, "the run \(directory.place.name) has no call \(call)",
        help: "its calls are in \(directory.log)")
    }
    for line in story.lines { Terminal.result(line) }
    let (key, run) = (story.key, story.run)
    try await cache.withCache { folder, storages in
      guard let entry = try await Self.entry(key, path, run, in: folder) else {
        Terminal.result("nothing is kept of it in \(folder.root.location)")
        return
      }
      for line in Self.lines(entry) { Terminal.result(line) }
      let loss = try await ResultCheck(storages).loss(of: entry)
      Terminal.result(loss.map { "its results cannot be used: \($0)" } ?? "its results are there, unchanged")
    }
  }

  /// - Parameter key: of the entry, when its results came from the cache.
  private static func entry(
    _ key: String?, _ call: CallPath, _ run: String, in folder: CacheFolder
  ) async throws -> CacheEntry? {
    if let key { return try await folder.entry(key) }
    let entries = try await folder.entries(named: call.steps.last?.name ?? "")
    if let entry = entries.first(where: { $0.call == call && $0.run == run }) { return entry }
    var found: CacheEntry?
    try await folder.forEach { if $0.call == call, $0.run == run { found = $0 } }
    return found
  }

  private static func lines(_ entry: CacheEntry) -> [String] {
    var lines = ["key \(entry.key)"]
    for (name, value) in entry.parts.sorted(by: { $0.key < $1.key }) where name != "command" && !value.isEmpty {
      lines.append("  \(name): " + value.split(separator: "\n").joined(separator: ", "))
    }
    lines.append("  command:")
    let command = CanonicalPaths.readable(entry.parts["command"] ?? "")
    return lines + command.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
  }
}

/// What a journal says of a call and the cache, without I/O.
struct CallStory {
  let call: CallPath
  private(set) var isKnown = false
  private var isKeyed = false
  /// Of the entry that its results came from.
  private(set) var key: String?
  /// The key of the run.
  private(set) var run = ""
  private(set) var lines: [String] = []

  init(_ call: CallPath, _ events: [RunEvent]) {
    self.call = call
    for event in events { apply(event.kind) }
    if isKnown, lines.isEmpty {
      lines.append("\(call) ran: " + (isKeyed ? "nothing like it was in the cache" : "the run did not use the cache"))
    }
  }

  private mutating func apply(_ kind: RunEvent.Kind) {
    switch kind {
    case .runStarted(let place, _): run = place.key
    case .callStarted(call): isKnown = true
    case .callKeyed(call, _, _): isKeyed = true
    case .callUncached(call, let reason): lines.append("\(call) ran: \(reason)")
    case .callCached(call, let cached):
      key = cached.key
      lines.append("\(call) took its results from the cache: \(cached.call) of \(cached.run)")
    default: break
    }
  }
}
