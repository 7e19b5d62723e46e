extension LibraryFunction {
  /// `Int read_int(File)`: a file that holds one integer and white space.
  /// Source: specification, Standard Library, `read_int`.
  static let readInt = LibraryFunction(
    "read_int", summary: "The integer that a file holds.",
    [
      Overload([.file], gives: .int) { arguments, call in
        let word = try await TextFile.word(arguments[0], call)
        guard let value = Int64(word) else {
          throw EvaluationError("`\(try arguments[0].text)` does not hold an Int: \(Excerpt.of(word))")
        }
        return .int(value)
      }
    ])
}
