extension LibraryFunction {
  /// `Boolean matches(String input, String pattern)`: whether the pattern matches anywhere.
  /// Source: specification, Standard Library, `matches`.
  static let matches = LibraryFunction(
    "matches", summary: "Whether a POSIX extended regular expression matches anywhere in the text.",
    since: .v1_2,
    [
      Overload([.string, .string], gives: .boolean) { arguments, call in
        .boolean(try await call.expressions.firstMatch(of: arguments[1].text, in: arguments[0].text) != nil)
      }
    ])
}
