/// Reads files the way the `read_…` functions see them.
enum TextFile {
  /// The whole content as text; what is not UTF-8 becomes U+FFFD.
  static func text(_ path: WDLValue, _ call: FunctionCall) async throws -> String {
    String(decoding: try await call.files.read(path.text), as: UTF8.self)
  }

  /// The lines without their line feeds and carriage returns. A line feed at the end of the file ends the last line;
  /// in draft-2, as Cromwell reads it, empty lines at the end do not count.
  static func lines(_ path: WDLValue, _ call: FunctionCall) async throws -> [String] {
    let bytes = try await call.files.read(path.text)
    guard !bytes.isEmpty else { return [] }
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    if call.version == .draft2 { while lines.last?.isEmpty == true { lines.removeLast() } }
    return lines.map { String(decoding: withoutReturns($0), as: UTF8.self) }
  }

  /// The fields of each line, between tabs.
  static func rows(_ path: WDLValue, _ call: FunctionCall) async throws -> [[String]] {
    try await lines(path, call).map { line in
      line.utf8.split(separator: 0x09, omittingEmptySubsequences: false).map { String(Substring($0)) }
    }
  }

  /// The content without white space at both ends.
  static func word(_ path: WDLValue, _ call: FunctionCall) async throws -> String {
    let bytes = try await call.files.read(path.text)
    let space: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D]
    let start = bytes.firstIndex { !space.contains($0) } ?? bytes.endIndex
    let end = bytes.lastIndex { !space.contains($0) } ?? bytes.startIndex
    return start <= end && start < bytes.endIndex ? String(decoding: bytes[start...end], as: UTF8.self) : ""
  }

  private static func withoutReturns(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    line.last == 0x0D ? line.dropLast(line.reversed().prefix { $0 == 0x0D }.count) : line
  }
}
