extension LibraryFunction {
  /// `Array[X] select_all(Array[X?])`: the values that are not `None`.
  /// Source: specification, Standard Library, `select_all`.
  static let selectAll = LibraryFunction(
    "select_all", summary: "The values that are not `None`, in their order.",
    [
      Overload([.array(.optional(.required("X")))], gives: .array(.required("X"))) { arguments, _ in
        .array(try arguments[0].elements.filter { $0 != .none })
      }
    ])
}
