import SourceText
import WDLLanguage

/// Does with a text all that can be done without running it, and says what the language did wrong.
///
/// Right is: it ends; a text that is refused is refused with at least one error; every diagnostic has a place in its text
/// and can be drawn; formatting keeps meaning and comments, and formatting twice is formatting once; constant
/// expressions have a value or fail with an error.
package struct Examination: Sendable {
  /// What imports give, by the end of their path; every other import cannot be read.
  private static let library = "version 1.0\n\ntask t {\n  input {\n    Int x = 1\n  }\n  command {}\n}\n"

  package private(set) var problems: [String] = []
  /// Whether the text was a document without errors.
  package private(set) var isAccepted = false

  private let file: SourceFile

  package static func of(_ bytes: [UInt8], name: String = "main.wdl") async -> Examination {
    var examination = Examination(file: SourceFile(name: name, bytes: bytes))
    let parsed = WDLParser.parse(examination.file)
    examination.checkParsed(parsed)
    examination.checkFormatting(of: parsed)
    await examination.checkMeaning()
    return examination
  }

  private init(file: SourceFile) { self.file = file }

  // MARK: Syntax

  private mutating func checkParsed(_ parsed: ParsedDocument) {
    let document = parsed.document
    let isSomething =
      !document.tasks.isEmpty || !document.workflows.isEmpty || !document.structs.isEmpty || !document.enums.isEmpty
      || !document.imports.isEmpty || document.versionSpan != nil
    if !isSomething, parsed.diagnostics.isEmpty, !isBlank { problems.append("nothing was found, and nothing was said") }
    check(parsed.diagnostics)
  }

  private var isBlank: Bool {
    String(decoding: file.bytes, as: UTF8.self).split(separator: "\n").allSatisfy { line in
      line.allSatisfy(\.isWhitespace) || line.first { !$0.isWhitespace } == "#"
    }
  }

  private mutating func check(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics {
      let (start, end) = (diagnostic.span.start, diagnostic.span.end)
      if start < 0 || end < start || end > diagnostic.file.bytes.count {
        problems.append("`\(diagnostic.id)` has the place \(start)..<\(end) of \(diagnostic.file.bytes.count) bytes")
      }
      if DiagnosticRenderer.render(diagnostic).isEmpty { problems.append("`\(diagnostic.id)` cannot be drawn") }
      if Explanations.find(diagnostic.id) == nil { problems.append("`\(diagnostic.id)` is not explained") }
    }
  }

  // MARK: Formatting

  private mutating func checkFormatting(of parsed: ParsedDocument) {
    let formatted = WDLFormatter.format(file)
    guard let text = formatted.text else {
      if !parsed.hasErrors { problems.append("it has no errors and is not formatted") }
      return
    }
    let again = WDLParser.parse(SourceFile(name: file.name, text: text))
    if again.hasErrors { problems.append("the formatted text has errors: \(again.diagnostics.map(\.message))") }
    if SyntaxText.of(again.document) != SyntaxText.of(parsed.document) { problems.append("formatting changes meaning") }
    if again.document.comments.map(\.text) != parsed.document.comments.map(\.text) {
      problems.append("formatting changes comments")
    }
    if WDLFormatter.format(SourceFile(name: file.name, text: text)).text != text {
      problems.append("formatting twice changes the text")
    }
  }

  // MARK: Meaning

  private mutating func checkMeaning() async {
    let (name, bytes) = (file.name, file.bytes)
    do {
      let loaded = try await DocumentLoader.load(name) { source in
        if source == name { return bytes }
        guard source.hasSuffix(".wdl") else { throw Unreadable() }
        return Array(Self.library.utf8)
      }
      check(loaded.diagnostics)
      let hasErrors = loaded.diagnostics.contains { $0.severity == .error }
      if (loaded.typed == nil) != hasErrors { problems.append("it is refused without an error, or taken with one") }
      if let typed = loaded.typed {
        isAccepted = true
        await evaluate(typed)
      }
    } catch {
      problems.append("loading fails: \(error)")
    }
  }

  struct Unreadable: Error {}

  /// Evaluates what needs nothing else.
  private mutating func evaluate(_ document: TypedDocument) async {
    var declarations = document.tasks.flatMap { $0.declarations + $0.outputs }
    if let workflow = document.workflow {
      declarations += workflow.inputs + workflow.outputs
      for case .declaration(let declaration) in workflow.body.items { declarations.append(declaration) }
    }
    let evaluator = Evaluator(version: document.version, file: file, files: NoFiles()) { variable in
      throw EvaluationError("`\(variable.name)` is not known")
    }
    for declaration in declarations where declaration.dependencies.isEmpty {
      guard let expression = declaration.expression else { continue }
      do {
        let value = try await evaluator.evaluate(expression)
        _ = try? ValueJSON.json(of: value, type: declaration.variable.type)
      } catch let error as EvaluationError {
        if let diagnostic = error.diagnostic { check([diagnostic]) }
      } catch {
        problems.append("evaluating `\(declaration.variable.name)` fails with \(error)")
      }
    }
  }
}

/// A place without files.
private struct NoFiles: FileAccess {
  private var missing: EvaluationError { EvaluationError("there are no files here") }

  func read(_ path: String) async throws -> [UInt8] { throw missing }
  func size(_ path: String) async throws -> Int64? { nil }
  func write(_ bytes: [UInt8], stem: String, suffix: String) async throws -> String { stem + suffix }
  func glob(_ pattern: String) async throws -> [String] { [] }
  func stdout() async throws -> String { "stdout" }
  func stderr() async throws -> String { "stderr" }
  func resolve(_ path: String) async throws -> String { path }
}
