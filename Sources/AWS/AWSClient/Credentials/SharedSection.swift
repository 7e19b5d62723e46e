/// A section of a shared file: `[profile x]`, settings below it, and settings indented below a setting.
struct SharedSection: Hashable {
  let name: String
  var settings: [String: String] = [:]
  var nested: [String: [String: String]] = [:]

  /// `x` of `[profile x]`, without the quotes that may be around it.
  func name(after kind: String) -> String? {
    guard name.hasPrefix(kind), let next = name.dropFirst(kind.count).first, next == " " || next == "\t" else {
      return nil
    }
    let rest = name.dropFirst(kind.count).trimmed
    return rest.utf8.count >= 2 && rest.hasPrefix("\"") && rest.hasSuffix("\"")
      ? String(rest.dropFirst().dropLast()) : rest
  }

  /// - Throws: ``AWSError`` of kind `configuration` with the line that cannot be read.
  static func parse(_ text: String, path: String) throws -> [SharedSection] {
    var sections: [SharedSection] = []
    var lastSetting: String?
    for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let content = line.trimmed
      if content.isEmpty || content.hasPrefix("#") || content.hasPrefix(";") { continue }
      let isIndented = line.first == " " || line.first == "\t"
      if content.hasPrefix("["), !isIndented {
        guard let end = content.lastIndex(of: "]") else { throw malformed(path, number, "a section without `]`") }
        sections.append(SharedSection(name: content[content.index(after: content.startIndex)..<end].trimmed))
        lastSetting = nil
        continue
      }
      guard let (name, value) = content.divided(by: "=").map({ ($0.trimmed.lowercased(), $1.trimmed) }) else {
        throw malformed(path, number, "expected `name = value`")
      }
      guard !sections.isEmpty else { throw malformed(path, number, "a setting before the first section") }
      if isIndented, let lastSetting {
        sections[sections.count - 1].nested[lastSetting, default: [:]][name] = value
      } else {
        sections[sections.count - 1].settings[name] = value
        lastSetting = value.isEmpty ? name : nil
      }
    }
    return sections
  }

  private static func malformed(_ path: String, _ line: Int, _ what: String) -> AWSError {
    AWSError(
      .configuration, message: "cannot read `\(path)`: line \(line + 1): \(what)", help: "correct the file by hand")
  }
}
