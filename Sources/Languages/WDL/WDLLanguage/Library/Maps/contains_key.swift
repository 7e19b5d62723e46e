extension LibraryFunction {
  /// `Boolean contains_key(Map[P, Y], P)`, `Boolean contains_key(Object, String)` and, for a way through nested
  /// collections, `Boolean contains_key(Map[String, Y]|Struct|Object, Array[String])`: whether there is such an entry,
  /// be it `None`. Source: specification, Standard Library, `contains_key`.
  static let containsKey = LibraryFunction(
    "contains_key",
    summary:
      "Whether there is an entry or member of that name, be it `None`; an array of names leads through nested ones.",
    since: .v1_2,
    [
      Overload([.map(.any("P"), .any("Y")), .any("P")], gives: .boolean) { arguments, _ in
        .boolean(try arguments[0].table[arguments[1]] != nil)
      },
      Overload([.variable("S", .structOrObject, allowsOptional: false), .string], gives: .boolean) { arguments, _ in
        .boolean(try arguments[0].fields[arguments[1].text] != nil)
      },
      Overload([.map(.string, .any("Y")), .array(.string)], gives: .boolean, body: hasPath),
      Overload(
        [.variable("S", .structOrObject, allowsOptional: false), .array(.string)], gives: .boolean, body: hasPath),
    ])

  @Sendable
  private static func hasPath(_ arguments: [WDLValue], _ call: FunctionCall) throws -> WDLValue {
    let path = try arguments[1].elements
    guard !path.isEmpty else { return .boolean(false) }
    var current = arguments[0]
    for key in path {
      guard let next = try entry(key, of: current) else { return .boolean(false) }
      current = next
    }
    return .boolean(true)
  }

  private static func entry(_ key: WDLValue, of collection: WDLValue) throws(EvaluationError) -> WDLValue? {
    switch collection {
    case .map(let map): map[key]
    case .structure(_, let members), .object(let members): members[try key.text]
    default: nil
    }
  }
}
