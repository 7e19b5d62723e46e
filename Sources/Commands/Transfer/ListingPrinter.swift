import AWSClient
import ArgumentParser
import JSONText
import WorkflowModel

/// How a listing is printed.
enum ListingFormat: String, ExpressibleByArgument, CaseIterable {
  case table, json
}

/// Prints a listing page by page; JSON at its end. The only place that knows every format.
struct ListingPrinter {
  private let format: ListingFormat
  private let withSummary: Bool
  private var files = 0
  private var bytes: Int64 = 0
  private var rows: [JSONValue] = []

  init(_ format: ListingFormat, withSummary: Bool) {
    self.format = format
    self.withSummary = withSummary
  }

  mutating func add(_ entries: [ListedEntry]) {
    for entry in entries {
      if !entry.isFolder { files += 1 }
      bytes += entry.size ?? 0
      if format == .json { rows.append(Self.json(entry)) }
    }
    if format == .table, !entries.isEmpty { Terminal.result(entries.map(Self.line).joined(separator: "\n")) }
  }

  func end() {
    switch format {
    case .table:
      if withSummary { Terminal.result("\(Plural.text(files, "file")), \(bytes) bytes (\(ByteSize.text(bytes)))") }
    case .json:
      var members: [(String, JSONValue)] = [("entries", .array(rows))]
      if withSummary {
        members += [("files", .number(JSONNumber(files))), ("bytes", .number(JSONNumber(text: "\(bytes)")))]
      }
      Terminal.result(JSONWriter.indented(.object(JSONObject(members))))
    }
  }

  /// Size, time, name.
  private static func line(_ entry: ListedEntry) -> String {
    let size = entry.size.map { String($0) } ?? ""
    let time = entry.modified.map { String($0.iso8601.prefix(19)).replacing("T", with: " ") } ?? ""
    return padded(size, 14, left: true) + "  " + padded(time, 19) + "  " + Shown.name(entry.name)
  }

  private static func padded(_ text: String, _ width: Int, left: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - text.count))
    return left ? space + text : text + space
  }

  private static func json(_ entry: ListedEntry) -> JSONValue {
    var members: [(String, JSONValue)] = [("address", .string(entry.url)), ("folder", .bool(entry.isFolder))]
    if let size = entry.size { members.append(("size", .number(JSONNumber(text: "\(size)")))) }
    if let time = entry.modified { members.append(("modified", .string(time.iso8601))) }
    if let tag = entry.eTag { members.append(("etag", .string(tag))) }
    if let storage = entry.storageClass { members.append(("storageClass", .string(storage))) }
    return .object(JSONObject(members))
  }
}
