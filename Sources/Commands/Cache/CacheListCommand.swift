import ArgumentParser
import JSONText
import WorkflowEngine
import WorkflowModel

struct CacheListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the calls whose results are kept, the newest first.")

  @OptionGroup var cache: CacheArguments

  @Option(help: "Only calls of this name, without the names around it.")
  var call: String?

  @Option(help: "At most so many; 0 for all.")
  var limit = 50

  @Option(help: "How to list them: table or json.")
  var format = ListingFormat.table

  func validate() throws {
    if limit < 0 { throw ValidationError("--limit takes a number, 0 or more") }
  }

  func run() async throws {
    let (call, limit, format) = (call, limit, format)
    try await cache.withCache { folder, _ in
      var rows: [Row] = []
      try await folder.forEach { entry in
        if call == nil || entry.call.steps.last?.name == call { rows.append(Row(entry)) }
      }
      rows.sort { ($0.time, $1.call) > ($1.time, $0.call) }
      let shown = limit == 0 ? rows[...] : rows.prefix(limit)
      switch format {
      case .json: Terminal.result(JSONWriter.indented(["entries": .array(shown.map(\.json))]))
      case .table:
        for row in shown { Terminal.result(row.text) }
        if shown.count < rows.count { Terminal.say("\(rows.count - shown.count) more: --limit 0 lists all") }
        if rows.isEmpty { Terminal.say("there is nothing in \(folder.root.location)") }
      }
      for version in try await folder.otherVersions() {
        Terminal.say("warning: entries of another version (\(version)) are there, too; this martlet does not use them")
      }
    }
  }
}

/// What is told of an entry; its files are many.
private struct Row: Sendable {
  let key: String
  let call: String
  let run: String
  let time: Int64
  /// Bytes.
  let size: Int64

  init(_ entry: CacheEntry) {
    key = entry.key
    call = "\(entry.call)"
    run = entry.run
    time = entry.time
    size = entry.files.entries.reduce(0) { $0 + ($1.size ?? 0) }
  }

  var text: String {
    [String(key.prefix(12)), WallClock.text(time, "%Y-%m-%d %H:%M"), ByteSize.text(size), call, "of " + run]
      .joined(separator: "  ")
  }

  var json: JSONValue {
    ["key": .string(key), "call": .string(call), "run": .string(run), "time": .int(time), "size": .int(size)]
  }
}
