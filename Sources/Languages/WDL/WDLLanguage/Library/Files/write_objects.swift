extension LibraryFunction {
  /// `File write_objects(Array[Struct|Object])`: a line of names and one of values for each object, all of which have
  /// the members of the first. Nothing is written for an empty array.
  /// Source: specification, Standard Library, `write_objects`.
  static let writeObjects = LibraryFunction(
    "write_objects",
    summary: "Writes a line of the names of members and a line of values for each object, with tabs between.",
    [
      Overload([.array(.variable("S", .structOrObject, allowsOptional: false))], gives: .file) { arguments, call in
        let objects = try arguments[0].elements.map { try $0.fields }
        guard let names = objects.first?.names else { return try await Table.write([], stem: "objects", call) }
        var rows = [names]
        for (number, members) in objects.enumerated() {
          guard Set(members.names) == Set(names) else {
            throw EvaluationError(
              "`write_objects` needs the same members in all: object \(number) differs from the first")
          }
          let ordered = WDLMembers(names.compactMap { name in members[name].map { (name, $0) } })
          rows.append(try Table.row(ordered, "write_objects"))
        }
        return try await Table.write(rows, stem: "objects", call)
      }
    ])
}
