extension LibraryFunction {
  /// `Boolean read_boolean(File)`: a file that holds `true` or `false`, in any case of letters, and white space.
  /// Source: specification, Standard Library, `read_boolean`.
  static let readBoolean = LibraryFunction(
    "read_boolean", summary: "The Boolean that a file holds, in any case of letters.",
    [
      Overload([.file], gives: .boolean) { arguments, call in
        let word = try await TextFile.word(arguments[0], call)
        switch word.lowercased() {
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        default: throw EvaluationError("`\(try arguments[0].text)` does not hold a Boolean: \(Excerpt.of(word))")
        }
      }
    ])
}
