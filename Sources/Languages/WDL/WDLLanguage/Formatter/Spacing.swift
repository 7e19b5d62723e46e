/// Whether a space stands between two tokens on a line.
enum Spacing {
  /// `isUnary` tells whether `left` is a sign of one operand.
  static func separates(_ left: FormatToken, _ right: FormatToken, isUnary: Bool) -> Bool {
    if isUnary { return false }
    if case .plain(let kind) = left.kind {
      switch kind {
      case .dot, .leftParenthesis, .leftBracket: return false
      default: break
      }
    }
    guard case .plain(let kind) = right.kind else { return true }
    switch kind {
    case .comma, .colon, .dot, .rightParenthesis, .rightBracket, .question: return false
    case .leftParenthesis, .leftBracket: return !left.endsOperand
    case .star: return !left.isPlain(.dot)
    default: return true
    }
  }

  /// Whether an operator has one operand, when `left` is before it.
  static func isUnary(_ token: FormatToken, after left: FormatToken?) -> Bool {
    guard case .plain(let kind) = token.kind else { return false }
    switch kind {
    case .not: return true
    case .minus, .plus: return left?.endsOperand != true
    default: return false
    }
  }
}
