extension LibraryFunction {
  /// `Int floor(Float)`. Source: specification, Standard Library, `floor`.
  static let floor = LibraryFunction(
    "floor", summary: "The nearest integer that is not above the number.",
    rounding(.down))

  /// `Int ceil(Float)`. Source: specification, Standard Library, `ceil`.
  static let ceil = LibraryFunction(
    "ceil", summary: "The nearest integer that is not below the number.",
    rounding(.up))

  /// `Int round(Float)`, halves upwards: `round(-2.5)` is -2. Source: specification, Standard Library, `round`.
  static let round = LibraryFunction(
    "round", summary: "The nearest integer; halves are rounded up.",
    [
      Overload([.float], gives: .int) { arguments, _ in
        let number = try arguments[0].number
        let below = number.rounded(.down)
        return .int(try integer(number - below >= 0.5 ? below + 1 : below))
      }
    ])

  private static func rounding(_ rule: FloatingPointRoundingRule) -> [Overload] {
    [
      Overload([.float], gives: .int) { arguments, _ in .int(try integer(arguments[0].number.rounded(rule))) }
    ]
  }

  private static func integer(_ number: Double) throws(EvaluationError) -> Int64 {
    guard let value = Int64(exactly: number) else {
      throw EvaluationError("the number \(number) does not fit an Int")
    }
    return value
  }
}
