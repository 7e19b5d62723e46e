import ForeignConfiguration
import JSONText
import SourceText

/// A configuration of another system while it is translated: values are taken out of it by their names, and it is kept
/// account of what becomes of each.
struct ForeignSettings {
  let file: SourceFile
  let root: PlacedMembers
  private(set) var notes: [ImportNote] = []
  private var seen: Set<[String]> = []

  /// How a person is told a name.
  private let name: @Sendable ([String]) -> String

  init(
    _ root: PlacedMembers, in file: SourceFile,
    name: @escaping @Sendable ([String]) -> String = { $0.joined(separator: ".") }
  ) {
    self.root = root
    self.file = file
    self.name = name
  }

  // MARK: Notes

  mutating func note(_ outcome: ImportNote.Outcome, _ path: [String], _ text: String) {
    note(outcome, name(path), at: value(at: path)?.span, text)
  }

  mutating func note(_ outcome: ImportNote.Outcome, _ name: String, at span: SourceSpan?, _ text: String) {
    let note = ImportNote(
      outcome: outcome, name: Self.shortened(name), line: span.map { file.position(of: $0.start).line }, text: text)
    if !notes.contains(note) { notes.append(note) }
  }

  private static func shortened(_ name: String) -> String { name.count <= 80 ? name : String(name.prefix(79)) + "…" }

  // MARK: Values

  func value(at path: [String]) -> PlacedValue? {
    path.dropFirst().reduce(path.first.flatMap { root[$0] }) { $0?.members?[$1] }
  }

  /// Says that nothing more need be said of what is below these names.
  mutating func settle(_ path: [String]) { seen.insert(path) }

  /// A value and that it has been looked at; nil for null, and for one that the file alone does not tell, which is noted.
  mutating func take(_ path: [String]) -> PlacedValue? {
    guard let value = value(at: path) else { return nil }
    settle(path)
    if let reason = value.unknown {
      note(.dropped, path, reason)
      return nil
    }
    return value.isNull ? nil : value
  }

  /// A text, or what is spelled like one; what is of another kind is noted.
  mutating func text(_ path: [String]) -> String? {
    guard let value = take(path) else { return nil }
    if let text = value.spelled, !text.isEmpty { return text }
    note(.dropped, path, value.spelled == nil ? "is \(value.kind), not a text" : "is empty")
    return nil
  }

  mutating func flag(_ path: [String]) -> Bool? {
    guard let value = take(path) else { return nil }
    switch value.spelled?.lowercased() {
    case "true", "yes", "on": return true
    case "false", "no", "off": return false
    default:
      note(.dropped, path, "is \(value.kind), not true or false")
      return nil
    }
  }

  /// A value as JSON; what the file alone does not tell is noted, and left out.
  mutating func json(_ path: [String]) -> JSONValue? { take(path).flatMap { json($0, path) } }

  private mutating func json(_ value: PlacedValue, _ path: [String]) -> JSONValue? {
    switch value.content {
    case .null: return .null
    case .boolean(let flag): return .bool(flag)
    case .number(let text): return (try? JSONParser.parse(text)) ?? .string(text)
    case .text(let text): return .string(text)
    case .list(let list): return .array(list.compactMap { json($0, path) })
    case .members(let members):
      return .object(JSONObject(members.pairs.compactMap { pair in json(pair.value, path).map { (pair.name, $0) } }))
    case .unknown(let reason):
      note(.dropped, name(path), at: value.span, reason)
      return nil
    }
  }

  // MARK: The rest

  /// Notes what nobody has taken: once for each part of which a reason speaks, or which martlet knows nothing like.
  ///
  /// - Parameter reasons: why parts of the configuration are not translated, by their names from the root.
  mutating func dropRest(_ reasons: [[String]: String]) {
    var stops: Set<[String]> = []
    for path in Array(seen) + Array(reasons.keys) {
      for length in path.indices where length > 0 { stops.insert(Array(path.prefix(length))) }
    }
    dropRest(root, below: [], reasons, stops)
  }

  private mutating func dropRest(
    _ members: PlacedMembers, below path: [String], _ reasons: [[String]: String], _ stops: Set<[String]>
  ) {
    for (name, value) in members.pairs {
      let path = path + [name]
      if seen.contains(path) { continue }
      if reasons[path] == nil, let members = value.members, stops.contains(path) {
        dropRest(members, below: path, reasons, stops)
      } else if let reason = reasons[path] ?? reasons[path.dropLast() + ["*"]] {
        note(.dropped, self.name(path), at: value.span, reason)
      } else if value.members?.isEmpty != true {
        note(.dropped, self.name(path), at: value.span, value.unknown ?? "martlet has nothing like it")
      }
    }
  }
}
