extension LibraryFunction {
  /// `Array[Y] values(Map[P, Y])`: the values in their order.
  /// Source: specification, Standard Library, `values`.
  static let values = LibraryFunction(
    "values", summary: "The values of a map, in the order of its keys.",
    since: .v1_2,
    [
      Overload([.map(.any("P"), .any("Y"))], gives: .array(.any("Y"))) { arguments, _ in
        .array(try arguments[0].table.values)
      }
    ])
}
