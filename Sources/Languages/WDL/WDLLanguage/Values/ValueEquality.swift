/// When two values are equal.
///
/// Numbers compare by amount, texts by their Unicode scalars, files and folders by the place that their path leads to,
/// arrays and maps with their order, structs and objects by their members. Primitive values of different types compare
/// as texts, as the specification's order of precedence has it (`true == "true"`).
/// Source: specification, Equality of Compound Types; Equality and Inequality Comparison of Optional Types.
package enum ValueEquality {
  package static func areEqual(_ left: WDLValue, _ right: WDLValue, files: any FileAccess) async throws -> Bool {
    var unresolved: [(String, String)] = []
    guard try areEqual(left, right, &unresolved) else { return false }
    for (left, right) in unresolved {
      let places = (try await files.resolve(left), try await files.resolve(right))
      if PathNormalization.normalized(places.0) != PathNormalization.normalized(places.1) { return false }
    }
    return true
  }

  /// - Parameter unresolved: gets the pairs of paths of which one is relative: the values are equal if these lead to
  ///   the same place.
  private static func areEqual(
    _ left: WDLValue, _ right: WDLValue, _ unresolved: inout [(String, String)]
  ) throws(EvaluationError) -> Bool {
    switch (left, right) {
    case (.none, .none): return true
    case (.none, _), (_, .none): return false
    case (.int(let left), .int(let right)): return left == right
    case (.int, .float), (.float, .int), (.float, .float): return try left.number == right.number
    case (.boolean(let left), .boolean(let right)): return left == right
    case (.choice(let type, let index), .choice(let other, let otherIndex)): return index == otherIndex && type == other
    case (.file(let left), .file(let right)), (.file(let left), .string(let right)),
      (.string(let left), .file(let right)), (.directory(let left), .directory(let right)),
      (.directory(let left), .string(let right)), (.string(let left), .directory(let right)):
      return areSamePlaces(left, right, &unresolved)
    case (.array(let left), .array(let right)): return try areEqual(left, right, &unresolved)
    case (.pair(let left, let right), .pair(let otherLeft, let otherRight)):
      return try areEqual([left, right], [otherLeft, otherRight], &unresolved)
    case (.map(let left), .map(let right)):
      return try areEqual(left.keys + left.values, right.keys + right.values, &unresolved)
    default: break
    }
    if let left = left.memberList, let right = right.memberList {
      let others = left.names.compactMap { right[$0] }
      return left.count == right.count ? try areEqual(left.values, others, &unresolved) : false
    }
    guard left.isPrimitive, right.isPrimitive else { return false }
    return try ValueText.text(of: left).utf8.elementsEqual(ValueText.text(of: right).utf8)
  }

  private static func areEqual(
    _ left: [WDLValue], _ right: [WDLValue], _ unresolved: inout [(String, String)]
  ) throws(EvaluationError) -> Bool {
    guard left.count == right.count else { return false }
    for (left, right) in zip(left, right) {
      guard try areEqual(left, right, &unresolved) else { return false }
    }
    return true
  }

  private static func areSamePlaces(_ left: String, _ right: String, _ unresolved: inout [(String, String)]) -> Bool {
    if PathNormalization.normalized(left) == PathNormalization.normalized(right) { return true }
    if PathNormalization.isAbsolute(left), PathNormalization.isAbsolute(right) { return false }
    unresolved.append((left, right))
    return true
  }
}

extension WDLValue {
  /// The members of a struct or object.
  var memberList: WDLMembers? {
    switch self {
    case .structure(_, let members), .object(let members), .members(let members): members
    default: nil
    }
  }
}
