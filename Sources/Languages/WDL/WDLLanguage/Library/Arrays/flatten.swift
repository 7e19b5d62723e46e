extension LibraryFunction {
  /// `Array[X] flatten(Array[Array[X]])`: one level only.
  /// Source: specification, Standard Library, `flatten`.
  static let flatten = LibraryFunction(
    "flatten", summary: "The elements of all the arrays in one array; one level only.",
    [
      Overload([.array(.array(.any("X")))], gives: .array(.any("X"))) { arguments, _ in
        .array(try arguments[0].elements.flatMap { try $0.elements })
      }
    ])
}
