extension LibraryFunction {
  /// `Array[String] split(String input, String delimiter)`: the parts between the matches of the delimiter, which is a
  /// regular expression; the whole input when it does not match.
  /// Source: specification 1.3, Standard Library, `split`.
  static let split = LibraryFunction(
    "split", summary: "The parts of a text between the matches of a regular expression.",
    since: .v1_3,
    [
      Overload([.string, .string], gives: .array(.string)) { arguments, call in
        let parts = try await call.expressions.split(arguments[0].text, by: arguments[1].text)
        return .array(parts.map { .string($0) })
      }
    ])
}
