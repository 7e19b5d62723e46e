extension LibraryFunction {
  /// `Array[Int] range(Int)`: the numbers from 0 up to, without, the argument, which must not be negative.
  /// Source: specification, Standard Library, `range`.
  static let range = LibraryFunction(
    "range", summary: "The numbers from 0 up to, but without, the argument.",
    [
      Overload([.int], gives: .array(.int)) { arguments, _ in
        let count = try arguments[0].integer
        guard count >= 0 else { throw EvaluationError("`range` needs a length of 0 or more but got \(count)") }
        guard count <= rangeLimit else {
          throw EvaluationError("`range` makes at most \(rangeLimit) numbers but was asked for \(count)")
        }
        return .array((0..<count).map { .int($0) })
      }
    ])

  /// Beyond this an array would take more memory than a head has.
  private static let rangeLimit: Int64 = 10_000_000
}
