/// The operators on numbers, and `+` on texts.
///
/// Source: specification, Built-in Operators.
enum Arithmetic {
  static func apply(_ unary: UnaryOperator, to value: WDLValue) throws(EvaluationError) -> WDLValue {
    switch (unary, value) {
    case (.not, .boolean(let value)): return .boolean(!value)
    case (.minus, .int(let number)):
      return .int(try checked(Int64(0).subtractingReportingOverflow(number), "-(\(number))"))
    case (.minus, .float(let number)): return .float(-number)
    case (.plus, .int), (.plus, .float): return value
    default:
      throw EvaluationError("`\(unary.rawValue)` cannot be applied to \(value.kind)", comesOfNone: value == .none)
    }
  }

  static func apply(
    _ binary: BinaryOperator, _ left: WDLValue, _ right: WDLValue
  ) throws(EvaluationError) -> WDLValue {
    switch (left, right) {
    case (.int(let left), .int(let right)): return .int(try apply(binary, left, right))
    case (.int, .float), (.float, .int), (.float, .float):
      return .float(try apply(binary, left.number, right.number))
    default: break
    }
    guard binary == .add else { throw refusal(binary, left, right) }
    if left == .none || right == .none { return .none }
    guard left.isText || right.isText, left.isPrimitive, right.isPrimitive else { throw refusal(binary, left, right) }
    return .string(try ValueText.text(of: left) + ValueText.text(of: right))
  }

  private static func refusal(_ binary: BinaryOperator, _ left: WDLValue, _ right: WDLValue) -> EvaluationError {
    EvaluationError(
      "`\(binary.rawValue)` cannot be applied to \(left.kind) and \(right.kind)",
      comesOfNone: left == .none || right == .none)
  }

  private static func apply(_ binary: BinaryOperator, _ left: Int64, _ right: Int64) throws(EvaluationError) -> Int64 {
    let term = "\(left) \(binary.rawValue) \(right)"
    switch binary {
    case .add: return try checked(left.addingReportingOverflow(right), term)
    case .subtract: return try checked(left.subtractingReportingOverflow(right), term)
    case .multiply: return try checked(left.multipliedReportingOverflow(by: right), term)
    case .divide:
      guard right != 0 else { throw EvaluationError("division by zero: \(term)") }
      return try checked(left.dividedReportingOverflow(by: right), term)
    case .remainder:
      guard right != 0 else { throw EvaluationError("division by zero: \(term)") }
      return right == -1 ? 0 : left % right
    case .power: return try power(left, right, term)
    default: throw EvaluationError("`\(binary.rawValue)` is no operator on numbers")
    }
  }

  private static func checked(_ result: (partialValue: Int64, overflow: Bool), _ term: String) throws(EvaluationError)
    -> Int64
  {
    guard !result.overflow else { throw EvaluationError("the result of `\(term)` does not fit an Int") }
    return result.partialValue
  }

  private static func power(_ base: Int64, _ exponent: Int64, _ term: String) throws(EvaluationError) -> Int64 {
    guard exponent >= 0 else {
      throw EvaluationError("an Int cannot be raised to the negative power \(exponent); make one of the two a Float")
    }
    var result: Int64 = 1
    var square = base
    var left = exponent
    while left > 0 {
      if left % 2 == 1 { result = try checked(result.multipliedReportingOverflow(by: square), term) }
      left /= 2
      if left > 0 { square = try checked(square.multipliedReportingOverflow(by: square), term) }
    }
    return result
  }

  private static func apply(_ binary: BinaryOperator, _ left: Double, _ right: Double) throws(EvaluationError) -> Double
  {
    let term = "\(left) \(binary.rawValue) \(right)"
    let result: Double
    switch binary {
    case .add: result = left + right
    case .subtract: result = left - right
    case .multiply: result = left * right
    case .divide, .remainder:
      guard right != 0 else { throw EvaluationError("division by zero: \(term)") }
      result = binary == .divide ? left / right : left.truncatingRemainder(dividingBy: right)
    case .power: result = FloatPower.power(left, right)
    default: throw EvaluationError("`\(binary.rawValue)` is no operator on numbers")
    }
    guard result.isFinite || !left.isFinite || !right.isFinite else {
      throw EvaluationError("the result of `\(term)` does not fit a Float")
    }
    return result
  }
}

extension WDLValue {
  /// What `+` joins as text.
  fileprivate var isText: Bool {
    switch self {
    case .string, .file, .directory, .choice: true
    default: false
    }
  }
}
