extension LibraryFunction {
  /// `Array[Array[String]] read_tsv(File, [false])`; from 1.2 also `Array[Object] read_tsv(File, true)` with the first
  /// line as names, and `Array[Object] read_tsv(File, Boolean, Array[String])` with other names, the Boolean saying
  /// whether the first line is a header to be left out.
  /// Source: specification, Standard Library, `read_tsv`.
  static let readTSV = LibraryFunction(
    "read_tsv",
    summary:
      "The cells of a file with tabs between them; with a header line or names given (1.2), an object for each line.",
    [
      Overload([.file], gives: .array(.array(.string)), body: readRows),
      Overload([.file, .constant(false)], gives: .array(.array(.string)), since: .v1_2, body: readRows),
      Overload([.file, .constant(true)], gives: .array(.exact(.object)), since: .v1_2, body: readRows),
      Overload([.file, .boolean], gives: .exact(.any), since: .v1_2, body: readRows),
      Overload([.file, .boolean, .array(.string)], gives: .array(.exact(.object)), since: .v1_2) { arguments, call in
        let rows = try await TextFile.rows(arguments[0], call)
        let skipped = try arguments[1].truth ? 1 : 0
        return .array(
          try Table.objects(
            rows.dropFirst(skipped), names: arguments[2].elements.texts, firstLine: skipped + 1, of: arguments[0]))
      },
    ])

  @Sendable
  private static func readRows(_ arguments: [WDLValue], _ call: FunctionCall) async throws -> WDLValue {
    let rows = try await TextFile.rows(arguments[0], call)
    guard arguments.count > 1, try arguments[1].truth else {
      return .array(rows.map { .array($0.map { .string($0) }) })
    }
    return .array(try Table.objects(rows.dropFirst(), names: rows.first ?? [], firstLine: 2, of: arguments[0]))
  }
}
