extension LibraryFunction {
  /// `File write_map(Map[String, String])`: a line for each entry, with a tab between key and value.
  /// Source: specification, Standard Library, `write_map`.
  static let writeMap = LibraryFunction(
    "write_map", summary: "Writes a line for each entry, with a tab between key and value.",
    [
      Overload([.map(.string, .string)], gives: .file) { arguments, call in
        let rows = try arguments[0].table.entries.map { [try $0.text, try $1.text] }
        return try await Table.write(rows, stem: "map", call)
      }
    ])
}
