extension LibraryFunction {
  /// `File write_object(Struct|Object)`: a line of names and one of values, which must be primitive.
  /// Source: specification, Standard Library, `write_object`.
  static let writeObject = LibraryFunction(
    "write_object", summary: "Writes a line of the names of members and one of their values, with tabs between.",
    [
      Overload([.variable("S", .structOrObject, allowsOptional: false)], gives: .file) { arguments, call in
        let members = try arguments[0].fields
        return try await Table.write([members.names, Table.row(members, "write_object")], stem: "object", call)
      }
    ])
}
