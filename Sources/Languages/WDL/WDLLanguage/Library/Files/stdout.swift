extension LibraryFunction {
  /// `File stdout()`: what the command wrote there; in a task's outputs only.
  /// Source: specification, Standard Library, `stdout`.
  static let stdout = LibraryFunction(
    "stdout", summary: "The file of what the command wrote to standard output; in the outputs of a task only.",
    onlyInOutputs: true,
    [Overload([], gives: .file) { _, call in .file(try await call.files.stdout()) }])
}
