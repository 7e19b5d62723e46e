extension LibraryFunction {
  /// `Array[P] keys(Map[P, Y])`, `Array[String] keys(Struct|Object)` (1.2): the keys or names in their order.
  /// Source: specification, Standard Library, `keys`.
  static let keys = LibraryFunction(
    "keys", summary: "The keys of a map, or the names of the members of a struct or object, in their order.",
    since: .v1_1,
    [
      Overload([.map(.any("P"), .any("Y"))], gives: .array(.any("P"))) { arguments, _ in
        .array(try arguments[0].table.keys)
      },
      Overload([.variable("S", .structOrObject, allowsOptional: false)], gives: .array(.string), since: .v1_2) {
        arguments, _ in .array(try arguments[0].fields.names.map { .string($0) })
      },
    ])
}
