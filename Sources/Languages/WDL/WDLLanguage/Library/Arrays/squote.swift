extension LibraryFunction {
  /// `Array[String] squote(Array[P])`: each element as a placeholder writes it, between single quotes.
  /// Source: specification, Standard Library, `squote`.
  static let squote = LibraryFunction(
    "squote", summary: "Each element as text between single quotes.",
    since: .v1_1,
    [
      Overload([.array(.primitive("P"))], gives: .array(.string)) { arguments, _ in
        .array(try arguments[0].elements.rendered.map { .string("'\($0)'") })
      }
    ])
}
