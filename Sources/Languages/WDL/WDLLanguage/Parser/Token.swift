import SourceText

/// A piece of a document in the normal mode of the lexer. Strings and commands are read by the parser, byte by byte.
struct Token {
  enum Kind: UInt8 {
    case word, integer, float, malformedNumber
    case doubleQuote, singleQuote, heredocStart
    case leftBrace, rightBrace, leftParenthesis, rightParenthesis, leftBracket, rightBracket
    case comma, colon, dot, question, assign
    case plus, minus, star, doubleStar, slash, percent, not
    case less, lessOrEqual, greater, greaterOrEqual, equal, notEqual, and, or
    case unknown, end
  }

  var kind: Kind
  /// Of words only. Whether a keyword may be a name is for the parser to say.
  var keyword: Keyword?
  /// Whether nothing but white space and comments stands before it on its line.
  var startsLine: Bool
  var start: Int
  var end: Int

  var span: SourceSpan { SourceSpan(start, end) }
}
