import JSONText
import SourceText
import WorkflowModel

/// An environment put into the text of a martlet.yaml, or taken out of it; every other line stays as it is.
///
/// Lines are moved, not values: comments and layout are the user's. What comes of it is read again before it is handed
/// out, and has to say what it said before, but for the environment.
struct EnvironmentEdit {
  /// The environment's text at the module's own indentation: `  name:` and its settings, a line each.
  private let entry: [String]
  let name: String
  let settings: JSONObject

  /// - Parameter yaml: `environments:` with one environment, in block style.
  /// - Throws: ``ExecutionError`` when it is something else.
  init(yaml: String) throws {
    let document = try ConfigurationDocument(SourceFile(name: "martlet_yaml", bytes: Array(yaml.utf8)))
    guard let environments = document.members["environments"]?.object, environments.count == 1,
      let name = environments.names.first, let settings = environments[name]?.object
    else { throw ExecutionError(.configuration, "the module's martlet_yaml is not one environment") }
    self.name = name
    self.settings = settings
    entry = Self.lines(yaml).dropFirst().filter { !$0.isEmpty }.map(String.init)
  }

  /// The file with the environment, in place of one of that name.
  ///
  /// - Parameter text: the file; nil where there is none.
  /// - Returns: nil for a file that cannot be edited by lines, such as one in flow style.
  func put(into text: String?, named file: String) throws -> String? {
    guard let text, !text.allSatisfy(\.isWhitespace) else {
      return ("environments:\n" + entry.joined(separator: "\n") + "\n")
    }
    let before = try ConfigurationDocument(SourceFile(name: file, bytes: Array(text.utf8)))
    let place = EnvironmentPlace(of: name, in: before, Self.lines(text).map(String.init))
    return try Self.checked(place.replaced(by: entry), from: before, name, settings)
  }

  /// The file without an environment.
  ///
  /// - Returns: nil for a file that cannot be edited by lines.
  static func take(_ name: String, outOf text: String, named file: String) throws -> String? {
    let before = try ConfigurationDocument(SourceFile(name: file, bytes: Array(text.utf8)))
    let place = EnvironmentPlace(of: name, in: before, lines(text).map(String.init))
    return try checked(place.replaced(by: []), from: before, name, nil)
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The lines as a text, when they say what was said before but for the environment.
  private static func checked(
    _ lines: [String]?, from before: ConfigurationDocument, _ name: String, _ settings: JSONObject?
  ) throws -> String? {
    guard let lines else { return nil }
    var text = lines.joined(separator: "\n")
    if !text.hasSuffix("\n"), !text.isEmpty { text += "\n" }
    guard let after = try? ConfigurationDocument(SourceFile(name: before.file.name, bytes: Array(text.utf8))) else {
      return nil
    }
    var expected = before.members
    var environments = expected["environments"]?.object ?? JSONObject()
    environments[name] = settings.map(JSONValue.object)
    expected["environments"] = environments.isEmpty ? nil : .object(environments)
    return after.members == expected ? text : nil
  }
}

/// Where an environment stands among the lines of a file, or would stand.
private struct EnvironmentPlace {
  private let name: String
  private let lines: [String]
  /// The line of `environments:`, and those of the environments' names; nil where there are none.
  private let head: Int?
  private let names: [(name: String, line: Int)]

  init(of name: String, in document: ConfigurationDocument, _ lines: [String]) {
    self.name = name
    self.lines = lines
    func line(_ path: ConfigurationPath) -> Int? {
      document.span(of: path).map { document.file.position(of: $0.start).line - 1 }
    }
    let root = ConfigurationPath("environments")
    let members = document.members["environments"]
    head = members == nil ? nil : line(root)
    names = (members?.object?.names ?? []).compactMap { name in
      line(root.appending(name)).map { (name, $0) }
    }
  }

  /// - Parameter entry: empty to take the environment away.
  /// - Returns: nil where lines are not enough.
  func replaced(by entry: [String]) -> [String]? {
    guard let head else {
      let space = lines.last == "" ? Array(lines.dropLast()) : lines
      return entry.isEmpty ? nil : space + ["", "environments:"] + entry + [""]
    }
    guard let indent = indentation else { return nil }
    let entry = entry.map { String(repeating: " ", count: indent) + $0.dropFirst(2) }
    if let place = names.firstIndex(where: { $0.name == name }) {
      let range = names[place].line..<end(from: names[place].line, indent: indent)
      if entry.isEmpty, names.count == 1 { return withoutHead(head, range) }
      return Array(lines[..<range.lowerBound]) + entry + lines[range.upperBound...]
    }
    let last = names.map(\.line).max().map { end(from: $0, indent: indent) } ?? head + 1
    return entry.isEmpty ? nil : Array(lines[..<last]) + entry + lines[last...]
  }

  /// How far the names are indented; nil when they do not stand on lines of their own.
  private var indentation: Int? {
    guard let first = names.first else { return 2 }
    guard first.line != head, Set(names.map(\.line)).count == names.count else { return nil }
    return lines[first.line].prefix { $0 == " " }.count
  }

  /// The line after an environment: what is further in belongs to it, comments as well, and what is between.
  private func end(from start: Int, indent: Int) -> Int {
    var last = start
    for line in lines.indices.dropFirst(start + 1) {
      let text = lines[line].drop { $0 == " " }
      if text.isEmpty || text == "\r" { continue }
      let isFurtherIn = lines[line].count - text.count > indent
      if isFurtherIn { last = line } else if text.first != "#" { break }
    }
    return last + 1
  }

  /// An `environments:` without any would be nothing: it goes, too, with the empty line before it.
  private func withoutHead(_ head: Int, _ range: Range<Int>) -> [String] {
    let between = lines[(head + 1)..<range.lowerBound]
    let isEmptyBefore = head > 0 && lines[head - 1].isEmpty
    return Array(lines[..<(isEmptyBefore ? head - 1 : head)]) + between + lines[range.upperBound...]
  }
}
