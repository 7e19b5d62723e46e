import LanguageServer
import SourceText
import WDLLanguage

/// Finds what may be written at a cursor.
struct CompletionFinder {
  let analysis: DocumentAnalysis
  private let file: SourceFile?
  private let offset: Int
  private let cache: DocumentCache
  private let workspace: Workspace

  init(_ analysis: DocumentAnalysis, _ offset: Int, _ cache: DocumentCache, _ workspace: Workspace) {
    self.analysis = analysis
    self.offset = offset
    self.cache = cache
    self.workspace = workspace
    file = analysis.documents[analysis.root]?.file
  }

  func completions() async throws -> [Completion] {
    guard let file, let root = analysis.documents[analysis.root] else { return [] }
    let word = Self.word(at: offset, in: file.bytes)
    let text = OpenText(file.bytes, upTo: word.start)
    let offers = CompletionOffers(root, analysis)
    switch CursorPosition(text) {
    case .nothing: return []
    case .definition: return offers.definitions
    case .version: return offers.versions
    case .item(let opening): return offers.items(of: opening)
    case .type: return offers.types
    case .callTarget(let path): return offers.callTargets(path)
    case .callName: return offers.calls
    case .callInput(let path): return offers.inputs(of: path, without: text.top.tokens)
    case .structMember(let name): return offers.members(of: name)
    case .attribute(let section): return offers.attributes(section)
    case .parameter: return offers.parameters(text.levels.map(\.opening))
    case .word(let word): return [Completion(word, .keyword)]
    case .expression, .member:
      let probe = try await CursorProbe(file, text, word: word).find(cache, workspace)
      return offers.completions(of: probe)
    }
  }

  /// The name around a cursor, maybe empty.
  private static func word(at offset: Int, in bytes: [UInt8]) -> SourceSpan {
    var start = min(offset, bytes.count)
    var end = start
    while start > 0, bytes[start - 1].isPartOfName { start -= 1 }
    while end < bytes.count, bytes[end].isPartOfName { end += 1 }
    return SourceSpan(start, end)
  }
}
