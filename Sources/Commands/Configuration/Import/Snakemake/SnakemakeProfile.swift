import SourceText
import TaskFolder
import WorkflowModel
import Yams

/// A profile of Snakemake: its options, and where each stands in the text.
struct SnakemakeProfile {
  struct Option {
    /// Without the `--` that it may begin with.
    let name: String
    let key: SourceSpan
    /// The lines of the option, with those of a value that goes on below it.
    let lines: SourceSpan
    let value: Node
  }

  let file: SourceFile
  let options: [Option]

  /// The Snakemake that martlet's plug-in is for: of a profile's files it takes that of the highest version up to its own.
  private static let snakemake = 9

  /// - Parameter path: of the profile's folder, or of the file.
  /// - Throws: ``ExecutionError`` that says what is wrong, and where.
  init(at path: String) throws {
    let name = try Self.file(of: path)
    try self.init(SourceFile(name: name, bytes: TextFile.read(SourceReading.absolute(name), shownAs: name)))
  }

  init(_ file: SourceFile) throws {
    self.file = file
    guard let node = try YAMLText.node(file), let mapping = node.mapping else {
      throw ExecutionError(
        .configuration, "\(file.name) is no profile of Snakemake: it holds no options",
        help: "a profile holds names and values: `executor: aws-batch`")
    }
    let nodes = Array(mapping)
    let starts = nodes.map { Self.start(of: $0.key, in: file) }
    options = try nodes.enumerated().map { number, pair in
      let name = pair.key.string ?? ""
      let key = Self.token(name, at: starts[number], in: file)
      guard let key, mapping.style != .flow, Self.isFirst(key, in: file) else {
        throw Self.error(
          "the options of \(file.name) cannot be told apart", at: SourceSpan(starts[number], starts[number] + 1), file,
          help: "write each on a line of its own: `executor: aws-batch`")
      }
      let line = file.position(of: key.start).line
      let next = number + 1 < nodes.count ? file.position(of: starts[number + 1]).line : Int.max
      return Option(
        name: name.hasPrefix("--") ? String(name.dropFirst(2)) : name, key: key,
        lines: Self.lines(from: line, before: next, in: file), value: pair.value)
    }
  }

  subscript(_ name: String) -> Option? { options.first { $0.name == name } }

  // MARK: The file

  private static func file(of path: String) throws -> String {
    let folder = SourceReading.absolute(path)
    guard let names = try? Disk.textNames(in: folder) else { return path }
    let found = names.compactMap { name in version(of: name).map { (name: name, version: $0) } }
    guard let best = found.filter({ $0.version <= snakemake }).max(by: { $0.version < $1.version }) else {
      throw ExecutionError(
        .configuration, "the folder \(path) has no profile of Snakemake in it",
        help: "it would be called config.yaml or config.v8+.yaml")
    }
    return (path.hasSuffix("/") ? path : path + "/") + best.name
  }

  /// Of the Snakemake that a file is for, at least; nil when it is no profile.
  private static func version(of name: String) -> Int? {
    guard let match = name.wholeMatch(of: #/(profile|config)(?:\.v(\d+)\+)?\.yaml/#) else { return nil }
    return match.output.2.map { Int($0) ?? Int.max } ?? 0
  }

  // MARK: The text

  private static func start(of node: Node, in file: SourceFile) -> Int {
    node.mark.map { file.offset(line: $0.line, column: $0.column) } ?? 0
  }

  /// Where a word stands as it is, or in quotation marks; nil when it is spelled in another way.
  static func token(_ word: String, at start: Int, in file: SourceFile) -> SourceSpan? {
    for spelled in [word, "\"\(word)\"", "'\(word)'"] {
      let span = SourceSpan(start, start + spelled.utf8.count)
      if file.text(span) == spelled { return span }
    }
    return nil
  }

  private static func isFirst(_ key: SourceSpan, in file: SourceFile) -> Bool {
    let place = file.position(of: key.start)
    return file.line(place.line).unicodeScalars.prefix(place.column - 1).allSatisfy { $0 == " " }
  }

  /// Blank lines and comments at the end are of what comes next.
  private static func lines(from first: Int, before next: Int, in file: SourceFile) -> SourceSpan {
    let end = min(next, file.position(of: file.bytes.count).line + 1)
    let last = (first..<end).last { number in
      let text = file.line(number).drop { $0 == " " || $0 == "\t" || $0 == "\r" }
      return number == first || !text.isEmpty && text.first != "#"
    }
    return SourceSpan(file.offset(line: first, column: 1), file.offset(line: (last ?? first) + 1, column: 1))
  }

  func error(_ message: String, at span: SourceSpan, help: String? = nil) -> ExecutionError {
    Self.error(message, at: span, file, help: help)
  }

  private static func error(
    _ message: String, at span: SourceSpan, _ file: SourceFile, help: String?
  ) -> ExecutionError {
    let diagnostic = Diagnostic("configuration", message, in: file, at: span)
    return ExecutionError(
      .configuration, message + "\n" + DiagnosticRenderer.excerpt(diagnostic), help: help)
  }
}
