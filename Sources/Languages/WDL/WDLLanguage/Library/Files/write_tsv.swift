extension LibraryFunction {
  /// `File write_tsv(Array[Array[String]])`; from 1.2 also `File write_tsv(Array[Array[String]], true, Array[String])`
  /// with a header line, and `File write_tsv(Array[Struct], [Boolean, [Array[String]]])` with the members' values, the
  /// Boolean asking for a header of the members' names or of the names given. Before 1.2 an array of objects is written as
  /// Cromwell writes it, with a header.
  /// Source: specification, Standard Library, `write_tsv`.
  static let writeTSV = LibraryFunction(
    "write_tsv",
    summary:
      "Writes a line for each row with tabs between the cells; from 1.2 a header line, too, and rows of structs.",
    [
      Overload([.array(.array(.string))], gives: .file) { arguments, call in
        try await Table.write(arguments[0].elements.map { try $0.elements.texts }, stem: "table", call)
      },
      Overload([.array(.array(.string)), .boolean, .array(.string)], gives: .file, since: .v1_2) { arguments, call in
        let rows = try arguments[0].elements.map { try $0.elements.texts }
        guard try arguments[1].truth else { return try await Table.write(rows, stem: "table", call) }
        return try await Table.write(withHeader(arguments[2].elements.texts, rows), stem: "table", call)
      },
      Overload(
        [.array(.variable("S", .structOrObject, allowsOptional: false)), .boolean, .array(.string)], optional: 2,
        gives: .file
      ) { arguments, call in
        let members = try arguments[0].elements.map { try $0.fields }
        let rows = try members.map { try Table.row($0, "write_tsv") }
        let hasHeader = arguments.count > 1 ? try arguments[1].truth : call.version < .v1_2
        guard hasHeader else { return try await Table.write(rows, stem: "table", call) }
        let names = arguments.count > 2 ? try arguments[2].elements.texts : names(of: members, call)
        return try await Table.write(withHeader(names, rows), stem: "table", call)
      },
    ])

  private static func withHeader(_ names: [String], _ rows: [[String]]) throws -> [[String]] {
    if let odd = rows.firstIndex(where: { $0.count != names.count }) {
      throw EvaluationError("`write_tsv` has \(names.count) names for row \(odd), which has \(rows[odd].count) fields")
    }
    return [names] + rows
  }

  /// The names of the members, which an empty array has from its type.
  private static func names(of rows: [WDLMembers], _ call: FunctionCall) -> [String] {
    if let first = rows.first { return first.names }
    if case .array(.structure(let type), _) = call.argumentTypes.first { return type.members.map(\.name) }
    return []
  }
}
