/// How tightly operators bind (specification: Operator Precedence Table). All of two operands go from left to right,
/// `**` too.
enum OperatorTable {
  @inline(__always)
  static func binary(_ kind: Token.Kind) -> (operator: BinaryOperator, precedence: Int)? {
    switch kind {
    case .or: (.or, 1)
    case .and: (.and, 2)
    case .equal: (.equal, 3)
    case .notEqual: (.notEqual, 3)
    case .less: (.less, 4)
    case .lessOrEqual: (.lessOrEqual, 4)
    case .greater: (.greater, 4)
    case .greaterOrEqual: (.greaterOrEqual, 4)
    case .plus: (.add, 5)
    case .minus: (.subtract, 5)
    case .star: (.multiply, 6)
    case .slash: (.divide, 6)
    case .percent: (.remainder, 6)
    case .doubleStar: (.power, 7)
    default: nil
    }
  }

  static func unary(_ kind: Token.Kind) -> UnaryOperator? {
    switch kind {
    case .not: .not
    case .minus: .minus
    case .plus: .plus
    default: nil
    }
  }
}
