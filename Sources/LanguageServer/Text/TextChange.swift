import SourceText

/// One change of a document's text, as the editor sends it.
///
/// Source: LSP 3.17, TextDocumentContentChangeEvent.
enum TextChange {
  case whole(String)
  case part(from: TextPosition, to: TextPosition, String)

  init(_ params: Parameters) throws(ResponseError) {
    let text = try params.string("text")
    guard let range = params.optional("range") else {
      self = .whole(text)
      return
    }
    self = .part(from: try range.member("start").position(), to: try range.member("end").position(), text)
  }

  func applied(to bytes: [UInt8], _ encoding: PositionEncoding) -> [UInt8] {
    switch self {
    case .whole(let text): return Array(text.utf8)
    case .part(let start, let end, let text):
      let lines = LineMap(bytes)
      let first = lines.offset(of: start, encoding)
      let last = max(first, lines.offset(of: end, encoding))
      var changed = bytes
      changed.replaceSubrange(first..<last, with: text.utf8)
      return changed
    }
  }
}
