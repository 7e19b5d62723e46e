extension LibraryFunction {
  /// `Array[Pair[X, Y]] zip(Array[X], Array[Y])`: elements of the same index together; both must be equally long.
  /// Source: specification, Standard Library, `zip`.
  static let zip = LibraryFunction(
    "zip", summary: "Pairs the elements of the same index; both arrays must be equally long.",
    [
      Overload([.array(.any("X")), .array(.any("Y"))], gives: .array(.pair(.any("X"), .any("Y")))) { arguments, _ in
        let left = try arguments[0].elements
        let right = try arguments[1].elements
        guard left.count == right.count else {
          throw EvaluationError("`zip` needs arrays of one length but got \(left.count) and \(right.count) elements")
        }
        return .array(Swift.zip(left, right).map { .pair($0, $1) })
      }
    ])
}
