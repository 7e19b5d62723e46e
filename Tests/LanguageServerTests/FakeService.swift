import LanguageServer
import SourceText
import Synchronization

/// A language of lines: a line `bad` is wrong, every word is a name, the first of its kind declares it.
struct FakeService: LanguageService {
  let fileExtensions = ["fake"]
  let completionTriggers = ["."]
  /// Held while it is asked for a hover.
  let gate: Gate?

  init(gate: Gate? = nil) { self.gate = gate }

  func diagnostics(of document: String, in workspace: Workspace) async throws -> [EditorDiagnostic] {
    guard let file = workspace.documents[document] else { return [] }
    return words(file).filter { file.text($0) == "bad" }.map {
      EditorDiagnostic(Diagnostic("fake.bad", "this is bad", in: file, at: $0, help: "make it good"))
    }
  }

  func hover(at place: DocumentPlace, in workspace: Workspace) async throws -> Hover? {
    await gate?.wait()
    try Task.checkCancellation()
    guard let (file, word) = word(at: place, in: workspace) else { return nil }
    return Hover(code: file.text(word), paragraphs: ["a word"], span: word)
  }

  func definitions(at place: DocumentPlace, in workspace: Workspace) async throws -> [TextRange] {
    try await Array(references(at: place, includingDeclaration: true, in: workspace).prefix(1))
  }

  func references(
    at place: DocumentPlace, includingDeclaration: Bool, in workspace: Workspace
  ) async throws -> [TextRange] {
    guard let (file, word) = word(at: place, in: workspace) else { return [] }
    let all = words(file).filter { file.text($0) == file.text(word) }.map { TextRange(file, $0) }
    return includingDeclaration ? all : Array(all.dropFirst())
  }

  func highlights(at place: DocumentPlace, in workspace: Workspace) async throws -> [TextRange] {
    try await references(at: place, includingDeclaration: true, in: workspace)
  }

  func symbols(of document: String, in workspace: Workspace) async throws -> [DocumentSymbol] {
    guard let file = workspace.documents[document] else { return [] }
    return words(file).map { DocumentSymbol(name: file.text($0), kind: .variable, span: $0, nameSpan: $0) }
  }

  func folds(of document: String, in workspace: Workspace) async throws -> [SourceSpan] {
    workspace.documents[document].map { [SourceSpan(0, $0.bytes.count)] } ?? []
  }

  func completions(at place: DocumentPlace, in workspace: Workspace) async throws -> [Completion] {
    [Completion("word", .variable, detail: "a word", documentation: "Said often.", insertion: "word ")]
  }

  func renameTarget(at place: DocumentPlace, in workspace: Workspace) async throws -> TextRange {
    guard let (file, word) = word(at: place, in: workspace) else { throw ServiceRefusal("there is no word here") }
    return TextRange(file, word)
  }

  func rename(at place: DocumentPlace, to name: String, in workspace: Workspace) async throws -> [TextEdit] {
    try await references(at: place, includingDeclaration: true, in: workspace).map { TextEdit($0, name) }
  }

  func formatted(_ document: String, in workspace: Workspace) async throws -> String? {
    guard let file = workspace.documents[document] else { return nil }
    return words(file).map(file.text).joined(separator: "\n") + "\n"
  }

  private func words(_ file: SourceFile) -> [SourceSpan] {
    var spans: [SourceSpan] = []
    var start: Int?
    for (offset, byte) in (file.bytes + [10]).enumerated() {
      if byte == 10 || byte == 32 {
        if let begin = start { spans.append(SourceSpan(begin, offset)) }
        start = nil
      } else if start == nil {
        start = offset
      }
    }
    return spans
  }

  private func word(at place: DocumentPlace, in workspace: Workspace) -> (SourceFile, SourceSpan)? {
    guard let file = workspace.documents[place.document],
      let word = words(file).first(where: { $0.start <= place.offset && place.offset <= $0.end })
    else { return nil }
    return (file, word)
  }
}

/// Holds whoever comes until it is opened.
final class Gate: Sendable {
  private let state = Mutex<(isOpen: Bool, waiting: [CheckedContinuation<Void, Never>])>((false, []))

  func wait() async {
    await withCheckedContinuation { continuation in
      let isOpen = state.withLock { state in
        if !state.isOpen { state.waiting.append(continuation) }
        return state.isOpen
      }
      if isOpen { continuation.resume() }
    }
  }

  func open() {
    let waiting = state.withLock { state in
      state.isOpen = true
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }
}
