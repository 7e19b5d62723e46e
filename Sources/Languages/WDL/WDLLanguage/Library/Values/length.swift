extension LibraryFunction {
  /// `Int length(Array[X])` and, from 1.2, of a map, an object or a string (in Unicode scalars).
  /// Source: specification, Standard Library, `length`.
  static let length = LibraryFunction(
    "length",
    summary:
      "How many elements an array has; from 1.2 the entries of a map or object, or the characters of a text, too.",
    [
      Overload([.array(.any("X"))], gives: .int) { arguments, _ in .int(Int64(try arguments[0].elements.count)) },
      Overload([.map(.any("X"), .any("Y"))], gives: .int, since: .v1_2) { arguments, _ in
        .int(Int64(try arguments[0].table.count))
      },
      Overload([.exact(.object)], gives: .int, since: .v1_2) { arguments, _ in
        .int(Int64(try arguments[0].fields.count))
      },
      Overload([.string], gives: .int, since: .v1_2) { arguments, _ in
        .int(Int64(try arguments[0].text.unicodeScalars.count))
      },
    ])
}
