import SourceText

/// A value as it is written: pieces that stand beside each other, to be joined.
struct HOCONExpression: Sendable {
  var pieces: [HOCONPiece]
  var span: SourceSpan

  /// The fields, where it is one object and nothing else.
  var fields: [HOCONField]? {
    guard pieces.count == 1, case .object(let fields) = pieces[0].content else { return nil }
    return fields
  }

  /// Whether it is a simple value or a list, whatever else the document says: what was said before it is hidden.
  var hidesEarlier: Bool {
    pieces.allSatisfy { piece in
      switch piece.content {
      case .quoted, .unquoted, .space: true
      case .list: pieces.count == 1
      case .object, .substitution: false
      }
    }
  }
}

struct HOCONPiece: Sendable {
  indirect enum Content: Sendable {
    case quoted(String)
    case unquoted(String)
    /// White space between other pieces.
    case space(String)
    case object([HOCONField])
    case list([HOCONExpression])
    case substitution([String], isOptional: Bool)
  }

  let content: Content
  let span: SourceSpan
}

struct HOCONField: Sendable {
  /// At least one name.
  let path: ArraySlice<String>
  let value: HOCONExpression
}
