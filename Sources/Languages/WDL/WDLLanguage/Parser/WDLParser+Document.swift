import SourceText

extension WDLParser {
  /// Reads everything. `assumed` is the version when the statement does not stand first.
  mutating func document(assuming assumed: WDLVersion?) -> DocumentSyntax {
    skipByteOrderMark()
    checkEncoding()
    current = lexer.next()
    var document = DocumentSyntax(file: file, version: .draft2)
    if let assumed {
      version = assumed
    } else if !versionStatement(into: &document) {
      // In an unknown version nothing else can be judged.
      document.version = version
      return document
    }
    document.version = version
    while current.kind != .end { definition(into: &document) }
    return document
  }

  private mutating func definition(into document: inout DocumentSyntax) {
    let start = current.start
    do throws(ParseFailure) {
      switch current.keyword {
      case .import: document.imports.append(try importStatement())
      case .struct: document.structs.append(try structDefinition())
      case .enum: document.enums.append(try enumDefinition())
      case .task: document.tasks.append(try task())
      case .workflow: document.workflows.append(try workflow())
      case .version where isVersionStatement(): misplacedVersion(isFirst: document.versionSpan == nil)
      default: throw unexpected("a definition: \(definitionWords)", help: suggestion())
      }
    } catch {
      recoverToDefinition(from: start)
    }
  }

  private var definitionWords: String {
    switch version {
    case .draft2: "`import`, `task` or `workflow`"
    case .v1_3: "`import`, `struct`, `enum`, `task` or `workflow`"
    default: "`import`, `struct`, `task` or `workflow`"
    }
  }

  private func suggestion() -> String? {
    let words = ["import", "struct", "enum", "task", "workflow", "version"]
    if current.kind == .word, let near = Suggestion.nearest(to: text(of: current), among: words) {
      return "did you mean `\(near)`?"
    }
    return version == .draft2 && previousEnd == 0 ? "a WDL document begins with `version` and its number" : nil
  }

  private mutating func recoverToDefinition(from start: Int) {
    if current.start == start { skipToken() }
    while current.kind != .end {
      if current.startsLine, isDefinitionStart() { break }
      if brackets.isEmpty, startsDefinition() { break }
      skipToken()
    }
    brackets.removeAll()
  }

  private func startsDefinition() -> Bool {
    switch current.keyword {
    case .import, .struct, .enum, .task, .workflow: current.startsLine
    case .version: current.startsLine && isVersionStatement()
    default: false
    }
  }

  private mutating func skipByteOrderMark() {
    guard lexer.bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { return }
    lexer.position = 3
    warn(
      "wdl.byte-order-mark", "the document begins with a byte order mark", at: SourceSpan(0, 3),
      help: "save it as UTF-8 without one")
  }

  /// Text that is not UTF-8 is read with replacement characters, and said to be wrong.
  private mutating func checkEncoding() {
    guard let offset = InvalidUTF8.first(in: lexer.bytes) else { return }
    report(
      "wdl.not-utf8", "the document is not UTF-8", at: SourceSpan(offset, offset + 1),
      label: "this byte is not part of a character", help: "save the document as UTF-8")
  }
}
