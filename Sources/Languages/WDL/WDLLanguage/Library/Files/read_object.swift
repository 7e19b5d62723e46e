extension LibraryFunction {
  /// `Object read_object(File)`: two lines, the names and the values.
  /// Source: specification, Standard Library, `read_object`.
  static let readObject = LibraryFunction(
    "read_object", summary: "An object of a file with a line of names and one of values, with tabs between.",
    [
      Overload([.file], gives: .exact(.object)) { arguments, call in
        let rows = try await TextFile.rows(arguments[0], call)
        guard rows.count == 2 else {
          throw EvaluationError(
            "`\(try arguments[0].text)` has \(rows.count) lines where `read_object` needs one of names and one of values"
          )
        }
        return try Table.objects(rows.dropFirst(), names: rows[0], firstLine: 2, of: arguments[0])[0]
      }
    ])
}
