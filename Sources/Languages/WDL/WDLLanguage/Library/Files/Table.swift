/// Tables of tab-separated values: what `read_object`, `read_objects` and `read_tsv` share, and what writes them.
enum Table {
  /// An object a row, with the names as its members.
  ///
  /// - Parameter firstLine: the number of the first row's line in the file, for messages.
  static func objects(
    _ rows: some Collection<[String]>, names: [String], firstLine: Int, of path: WDLValue
  ) throws(EvaluationError) -> [WDLValue] {
    try check(names: names, of: path)
    var objects: [WDLValue] = []
    objects.reserveCapacity(rows.count)
    for (number, row) in rows.enumerated() {
      guard row.count == names.count else {
        throw EvaluationError(
          "line \(firstLine + number) of `\(try path.text)` has \(row.count) fields where \(names.count) are named")
      }
      objects.append(.object(WDLMembers(zip(names, row.map { .string($0) }))))
    }
    return objects
  }

  /// Names must be those that members can have, each once.
  private static func check(names: [String], of path: WDLValue) throws(EvaluationError) {
    var seen: Set<String> = []
    for name in names {
      guard isName(name) else {
        throw EvaluationError("`\(name)` in `\(try path.text)` cannot be the name of a member")
      }
      guard seen.insert(name).inserted else {
        throw EvaluationError("the name `\(name)` is there twice in `\(try path.text)`")
      }
    }
  }

  /// Letters, digits and `_`, and also `-` and `.`, which only stand in the way of access by `.`.
  private static func isName(_ name: String) -> Bool {
    !name.isEmpty
      && name.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || "0123456789_-.".unicodeScalars.contains($0) }
  }

  /// The values of a struct or object as fields; compound ones are refused.
  static func row(_ members: WDLMembers, _ function: String) throws(EvaluationError) -> [String] {
    var fields: [String] = []
    for (name, value) in members.entries {
      guard value.isPrimitive else {
        throw EvaluationError("`\(function)` cannot write the member `\(name)`, which is \(value.kind)")
      }
      fields.append(try ValueText.text(of: value))
    }
    return fields
  }

  /// Keeps rows as a file, each ended by a line feed.
  static func write(_ rows: [[String]], stem: String, _ call: FunctionCall) async throws -> WDLValue {
    var bytes: [UInt8] = []
    for row in rows {
      for (number, field) in row.enumerated() {
        if number > 0 { bytes.append(0x09) }
        bytes.append(contentsOf: field.utf8)
      }
      bytes.append(0x0A)
    }
    return .file(try await call.files.write(bytes, stem: stem, suffix: ".tsv"))
  }
}

extension WDLValue {
  /// Whether the value is `None` or of a primitive type.
  var isPrimitive: Bool {
    switch self {
    case .none, .boolean, .int, .float, .string, .file, .directory, .choice: true
    default: false
    }
  }
}
