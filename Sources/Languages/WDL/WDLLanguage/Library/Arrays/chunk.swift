extension LibraryFunction {
  /// `Array[Array[X]] chunk(Array[X], Int)`: consecutive parts of that length, the last one what is left.
  /// Source: specification, Standard Library, `chunk`.
  static let chunk = LibraryFunction(
    "chunk", summary: "Consecutive parts of that length; the last one is what is left.",
    since: .v1_2,
    [
      Overload([.array(.any("X")), .int], gives: .array(.array(.any("X")))) { arguments, _ in
        let elements = try arguments[0].elements
        let length = try arguments[1].integer
        guard length > 0 else { throw EvaluationError("`chunk` needs a length of 1 or more but got \(length)") }
        let step = Int(Swift.min(length, Int64(Swift.max(elements.count, 1))))
        let starts = stride(from: 0, to: elements.count, by: step)
        return .array(starts.map { .array(Array(elements[$0..<Swift.min($0 + step, elements.count)])) })
      }
    ])
}
