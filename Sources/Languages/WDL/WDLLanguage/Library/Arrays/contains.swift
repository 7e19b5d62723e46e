extension LibraryFunction {
  /// `Boolean contains(Array[P], P)`, `Boolean contains(Array[P?], P?)`: whether the array has the value at least once.
  /// Source: specification, Standard Library, `contains`.
  static let contains = LibraryFunction(
    "contains", summary: "Whether the array has the value at least once.",
    since: .v1_2,
    [
      Overload([.array(.primitive("P")), .primitive("P")], gives: .boolean, body: hasElement),
      Overload([.array(.optional(.primitive("P"))), .optional(.primitive("P"))], gives: .boolean, body: hasElement),
    ])

  @Sendable
  private static func hasElement(_ arguments: [WDLValue], _ call: FunctionCall) async throws -> WDLValue {
    let wanted = arguments[1]
    for element in try arguments[0].elements {
      if try await ValueEquality.areEqual(element, wanted, files: call.files) { return .boolean(true) }
    }
    return .boolean(false)
  }
}
