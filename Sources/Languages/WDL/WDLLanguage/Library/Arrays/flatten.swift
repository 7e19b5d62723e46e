extension LibraryFunction {
  /// `Array[X] flatten(Array[Array[X]])`: one level only.
  /// Source: specification, Standard Library, `flatten`.
  static let flatten = LibraryFunction(
    "flatten",
    [
      Overload([.array(.array(.any("X")))], gives: .array(.any("X"))) { arguments, _ in
        .array(try arguments[0].elements.flatMap { try $0.elements })
      }
    ])
}
