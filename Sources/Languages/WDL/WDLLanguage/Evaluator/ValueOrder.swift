/// `<`, `<=`, `>` and `>=`: numbers by amount, texts by their Unicode scalars, `false` before `true`.
///
/// Source: specification, Binary Operators on Primitive Types.
enum ValueOrder {
  static func holds(
    _ binary: BinaryOperator, _ left: WDLValue, _ right: WDLValue
  ) throws(EvaluationError) -> Bool {
    switch (left, right) {
    case (.int(let left), .int(let right)): return compare(binary, left, right)
    case (.int, .float), (.float, .int), (.float, .float): return compare(binary, try left.number, try right.number)
    case (.boolean(let left), .boolean(let right)): return compare(binary, left ? 1 : 0, right ? 1 : 0)
    case (.string(let left), .string(let right)):
      return compare(binary, Scalars(text: left), Scalars(text: right))
    default:
      throw EvaluationError(
        "`\(binary.rawValue)` cannot compare \(left.kind) with \(right.kind)",
        comesOfNone: left == .none || right == .none)
    }
  }

  private static func compare<Value: Comparable>(_ binary: BinaryOperator, _ left: Value, _ right: Value) -> Bool {
    switch binary {
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    default: left >= right
    }
  }

  /// A text in the order of its Unicode scalars, which is that of its bytes.
  private struct Scalars: Comparable {
    let text: String

    static func == (left: Scalars, right: Scalars) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

    static func < (left: Scalars, right: Scalars) -> Bool { left.text.utf8.lexicographicallyPrecedes(right.text.utf8) }
  }
}
