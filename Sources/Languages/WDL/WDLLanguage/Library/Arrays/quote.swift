extension LibraryFunction {
  /// `Array[String] quote(Array[P])`: each element as a placeholder writes it, between double quotes.
  /// Source: specification, Standard Library, `quote`.
  static let quote = LibraryFunction(
    "quote", summary: "Each element as text between double quotes.",
    since: .v1_1,
    [
      Overload([.array(.primitive("P"))], gives: .array(.string)) { arguments, _ in
        .array(try arguments[0].elements.rendered.map { .string("\"\($0)\"") })
      }
    ])
}
