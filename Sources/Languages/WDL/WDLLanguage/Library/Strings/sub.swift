extension LibraryFunction {
  /// `String sub(String input, String pattern, String replace)`: replaces every match; `\1` to `\9` stand for groups.
  /// Source: specification, Standard Library, `sub`.
  static let sub = LibraryFunction(
    "sub", summary: "Replaces every match of a POSIX extended regular expression; `\\1` to `\\9` stand for its groups.",
    [
      Overload([.string, .string, .string], gives: .string) { arguments, call in
        .string(
          try await call.expressions.replace(
            arguments[1].text, in: arguments[0].text, with: arguments[2].text))
      }
    ])
}
