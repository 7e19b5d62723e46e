extension LibraryFunction {
  /// `Map[String, String] read_map(File)`: lines of a key and a value with a tab between; a key that is there twice is
  /// an error. Source: specification, Standard Library, `read_map`.
  static let readMap = LibraryFunction(
    "read_map", summary: "A map of a file with a key, a tab and a value on each line.",
    [
      Overload([.file], gives: .map(.string, .string)) { arguments, call in
        var map = WDLMap()
        for (number, row) in try await TextFile.rows(arguments[0], call).enumerated() {
          guard row.count == 2 else {
            throw EvaluationError(
              "line \(number + 1) of `\(try arguments[0].text)` has \(row.count) fields where a key and a value are needed"
            )
          }
          guard map[.string(row[0])] == nil else {
            throw EvaluationError("the key `\(row[0])` is there twice in `\(try arguments[0].text)`")
          }
          map[.string(row[0])] = .string(row[1])
        }
        return .map(map)
      }
    ])
}
