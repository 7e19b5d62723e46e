extension LibraryFunction {
  /// `Array[Object] read_objects(File)`: a line of names and one of values for each object; an empty file has none.
  /// Source: specification, Standard Library, `read_objects`.
  static let readObjects = LibraryFunction(
    "read_objects", summary: "An object for each line of values below a line of names, with tabs between.",
    [
      Overload([.file], gives: .array(.exact(.object))) { arguments, call in
        let rows = try await TextFile.rows(arguments[0], call)
        return .array(try Table.objects(rows.dropFirst(), names: rows.first ?? [], firstLine: 2, of: arguments[0]))
      }
    ])
}
