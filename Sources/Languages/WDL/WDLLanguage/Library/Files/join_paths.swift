extension LibraryFunction {
  /// `String join_paths(Directory, String)`, `String join_paths(Directory, Array[String]+)`,
  /// `String join_paths(Array[String]+)`: one absolute path; only the first part may be absolute.
  /// Source: specification, Standard Library, `join_paths`.
  static let joinPaths = LibraryFunction(
    "join_paths", summary: "Joins parts of a path to an absolute one; only the first part may be absolute.",
    since: .v1_2,
    [
      Overload([.directory, .string], gives: .string) { arguments, call in
        try await join([arguments[0].text, arguments[1].text], call)
      },
      Overload([.directory, .array(.string, nonEmpty: true)], gives: .string) { arguments, call in
        try await join([arguments[0].text] + arguments[1].elements.texts, call)
      },
      Overload([.array(.string, nonEmpty: true)], gives: .string) { arguments, call in
        try await join(arguments[0].elements.texts, call)
      },
    ])

  private static func join(_ parts: [String], _ call: FunctionCall) async throws -> WDLValue {
    guard var path = parts.first else { throw EvaluationError("`join_paths` needs at least one path") }
    for part in parts.dropFirst() {
      guard !part.utf8.starts(with: "/".utf8) else {
        throw EvaluationError("`join_paths` can join only relative paths to the first, but `\(part)` is absolute")
      }
      path += path.utf8.last == UInt8(ascii: "/") || path.isEmpty ? part : "/" + part
    }
    return .string(path.utf8.starts(with: "/".utf8) ? path : try await call.files.resolve(path))
  }
}
