import SourceText

/// A token with the comments around it; strings, types and commands are one token each.
struct FormatToken {
  struct Comment {
    var text: String
    /// Whether a blank line stands before it.
    var isAfterBlankLine: Bool
  }

  enum Kind {
    /// As the lexer says.
    case plain(Token.Kind)
    case keyword(Keyword)
    /// A string as it is written.
    case string
    case type
    case version
    case command(CommandLayout)
    case end
  }

  var kind: Kind
  var text: String
  var start: Int
  /// Whether it is the first on its line in the source.
  var startsLine: Bool
  /// Whether a blank line stands before it, or before its first comment.
  var isAfterBlankLine = false
  /// Whether a blank line stands between its comments and it.
  var separatesComments = false
  /// Comments on lines of their own before it.
  var leading: [Comment] = []
  /// The comment after it on its line.
  var trailing: String?

  var hasComments: Bool { !leading.isEmpty || trailing != nil }

  func isPlain(_ token: Token.Kind) -> Bool {
    if case .plain(let kind) = kind { return kind == token }
    return false
  }

  var keyword: Keyword? {
    if case .keyword(let keyword) = kind { return keyword }
    return nil
  }

  /// Whether an operand ends here, so that an operator after it has two.
  var endsOperand: Bool {
    switch kind {
    case .plain(let token):
      switch token {
      case .word, .integer, .float, .rightParenthesis, .rightBracket, .rightBrace: true
      default: false
      }
    case .keyword(let keyword):
      switch keyword {
      case .if, .then, .else, .in, .scatter, .after, .as, .alias, .import, .call: false
      default: true
      }
    case .string: true
    case .type, .version, .command, .end: false
    }
  }
}
