import JSONText
import WorkflowModel

/// How sizes of memory with the units KB, MB, GB and TB are read that tasks have as texts (Decisions/0024).
enum MemoryUnits: String, CaseIterable, Sendable {
  /// Powers of 1000, as the specification of WDL has it.
  case decimal
  /// Powers of 1024, as Cromwell has it.
  case binary

  static let name = "memoryUnits"

  /// - Throws: ``ExecutionError`` (`configuration`).
  static func read(_ members: JSONObject, _ file: String) throws -> MemoryUnits? {
    guard let value = members[name], !value.isNull else { return nil }
    if let units = value.string.flatMap({ MemoryUnits(rawValue: $0) }) { return units }
    throw ExecutionError(
      .configuration, "\(file): `\(name)` is \(value.string.map { "`\($0)`" } ?? value.kind), which are no such units",
      help: "it is one of: " + allCases.map(\.rawValue).joined(separator: ", "))
  }

  /// - Returns: nil for a text that is no size.
  func bytes(_ text: String) -> Int64? {
    guard self == .binary else { return ByteSize.parse(text) }
    var text = text.withoutOuterSpace
    if text.last?.lowercased() == "b" { text.removeLast() }
    guard let unit = text.last, unit.isLetter, unit.lowercased() != "i" else { return ByteSize.parse(text) }
    return ByteSize.parse(text + "iB")
  }

  /// A request whose memory is read so. Doing it twice is doing it once.
  func applied(to request: TaskRequest) -> TaskRequest {
    guard self == .binary, let bytes = request.hints["memory"]?.string.flatMap({ bytes($0) }) else { return request }
    var request = request
    request.resources.memory = bytes
    return request
  }
}
