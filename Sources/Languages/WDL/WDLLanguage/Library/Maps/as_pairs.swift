extension LibraryFunction {
  /// `Array[Pair[P, Y]] as_pairs(Map[P, Y])`: the entries in their order.
  /// Source: specification, Standard Library, `as_pairs`.
  static let asPairs = LibraryFunction(
    "as_pairs", summary: "The entries of a map as pairs, in their order.",
    since: .v1_1,
    [
      Overload([.map(.any("P"), .any("Y"))], gives: .array(.pair(.any("P"), .any("Y")))) { arguments, _ in
        .array(try arguments[0].table.entries.map { .pair($0, $1) })
      }
    ])
}
