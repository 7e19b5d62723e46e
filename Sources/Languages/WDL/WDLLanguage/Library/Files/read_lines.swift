extension LibraryFunction {
  /// `Array[String] read_lines(File)`: the lines without what ends them.
  /// Source: specification, Standard Library, `read_lines`.
  static let readLines = LibraryFunction(
    "read_lines", summary: "The lines of a file, without what ends them.",
    [
      Overload([.file], gives: .array(.string)) { arguments, call in
        .array(try await TextFile.lines(arguments[0], call).map { .string($0) })
      }
    ])
}
