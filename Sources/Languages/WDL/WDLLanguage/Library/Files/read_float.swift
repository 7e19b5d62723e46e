extension LibraryFunction {
  /// `Float read_float(File)`: a file that holds one number and white space.
  /// Source: specification, Standard Library, `read_float`.
  static let readFloat = LibraryFunction(
    "read_float", summary: "The number that a file holds.",
    [
      Overload([.file], gives: .float) { arguments, call in
        let word = try await TextFile.word(arguments[0], call)
        guard let value = Double(word) else {
          throw EvaluationError("`\(try arguments[0].text)` does not hold a Float: \(Excerpt.of(word))")
        }
        return .float(value)
      }
    ])
}
