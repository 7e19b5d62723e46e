extension LibraryFunction {
  /// `Array[String] prefix(String, Array[P])`: each element as a placeholder writes it, with the text before it.
  /// Source: specification, Standard Library, `prefix`.
  static let prefix = LibraryFunction(
    "prefix", summary: "Each element as text, with the first argument before it.",
    [
      Overload([.string, .array(.primitive("P"))], gives: .array(.string)) { arguments, _ in
        let affix = try arguments[0].text
        return .array(try arguments[1].elements.rendered.map { .string(affix + $0) })
      }
    ])
}
