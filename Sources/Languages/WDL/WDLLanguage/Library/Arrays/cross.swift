extension LibraryFunction {
  /// `Array[Pair[X, Y]] cross(Array[X], Array[Y])`: every element of the first with every element of the second.
  /// Source: specification, Standard Library, `cross`.
  static let cross = LibraryFunction(
    "cross", summary: "Every element of the first array paired with every element of the second.",
    [
      Overload([.array(.any("X")), .array(.any("Y"))], gives: .array(.pair(.any("X"), .any("Y")))) { arguments, _ in
        let right = try arguments[1].elements
        return .array(try arguments[0].elements.flatMap { left in right.map { .pair(left, $0) } })
      }
    ])
}
