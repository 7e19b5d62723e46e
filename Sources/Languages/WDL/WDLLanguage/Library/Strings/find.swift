extension LibraryFunction {
  /// `String? find(String input, String pattern)`: the first match, or `None`.
  /// Source: specification, Standard Library, `find`.
  static let find = LibraryFunction(
    "find", summary: "The first match of a POSIX extended regular expression, or `None`.",
    since: .v1_2,
    [
      Overload([.string, .string], gives: .optional(.string)) { arguments, call in
        let match = try await call.expressions.firstMatch(of: arguments[1].text, in: arguments[0].text)
        return match.map { .string($0) } ?? .none
      }
    ])
}
