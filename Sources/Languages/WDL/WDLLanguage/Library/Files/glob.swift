extension LibraryFunction {
  /// `Array[File] glob(String)`: the files, not folders, that the pattern matches in the task's working folder, in the
  /// shell's order. Source: specification, Standard Library, `glob`.
  static let glob = LibraryFunction(
    "glob", summary: "The files that the pattern matches in the working folder of the task, in the order of the shell.",
    [
      Overload([.string], gives: .array(.file)) { arguments, call in
        .array(try await call.files.glob(arguments[0].text).map { .file($0) })
      }
    ])
}
