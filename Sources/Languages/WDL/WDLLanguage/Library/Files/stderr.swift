extension LibraryFunction {
  /// `File stderr()`: what the command wrote there; in a task's outputs only.
  /// Source: specification, Standard Library, `stderr`.
  static let stderr = LibraryFunction(
    "stderr", summary: "The file of what the command wrote to standard error; in the outputs of a task only.",
    onlyInOutputs: true,
    [Overload([], gives: .file) { _, call in .file(try await call.files.stderr()) }])
}
