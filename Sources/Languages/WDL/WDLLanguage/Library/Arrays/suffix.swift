extension LibraryFunction {
  /// `Array[String] suffix(String, Array[P])`: each element as a placeholder writes it, with the text after it.
  /// Source: specification, Standard Library, `suffix`.
  static let suffix = LibraryFunction(
    "suffix", summary: "Each element as text, with the first argument after it.",
    since: .v1_1,
    [
      Overload([.string, .array(.primitive("P"))], gives: .array(.string)) { arguments, _ in
        let affix = try arguments[0].text
        return .array(try arguments[1].elements.rendered.map { .string($0 + affix) })
      }
    ])
}
