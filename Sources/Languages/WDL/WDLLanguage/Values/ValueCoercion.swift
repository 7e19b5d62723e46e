import SourceText

/// Values as other types, at run time.
///
/// Does every conversion that any version allows, the permissive ones included (text to number, optional to required,
/// number to text): which of them a document may use is decided before it runs, by ``Coercion``.
/// Source: specification, Type Coercion; Limited Exceptions.
package enum ValueCoercion {
  /// - Throws: ``EvaluationError`` that says which part of the value does not fit.
  package static func coerce(_ value: WDLValue, to type: WDLType) throws(EvaluationError) -> WDLValue {
    do { return try convert(value, to: type) } catch { throw error.asEvaluationError }
  }

  private static func convert(_ value: WDLValue, to type: WDLType) throws(CoercionFailure) -> WDLValue {
    if case .optional(let inner) = type { return value == .none ? value : try convert(value, to: inner) }
    if let result = try converted(value, to: type) { return result }
    throw CoercionFailure(refusal(value, type), comesOfNone: value == .none)
  }

  /// Nil when a value of that kind cannot be made into one of the type, whatever is in it.
  private static func converted(_ value: WDLValue, to type: WDLType) throws(CoercionFailure) -> WDLValue? {
    switch type {
    case .any, .call, .task, .scoped, .enumerationName, .optional: value
    case .none: value == .none ? value : nil
    case .boolean: boolean(value)
    case .int: integer(value)
    case .float: float(value)
    case .string: value == .none || !value.isPrimitive ? nil : (try? ValueText.text(of: value)).map { .string($0) }
    case .file: path(value).map { .file($0) }
    case .directory: path(value).map { .directory(ValueText.withoutSlash($0)) }
    case .enumeration(let type): try choice(value, type)
    case .array(let element, let nonEmpty): try array(value, element, nonEmpty)
    case .pair(let left, let right): try pair(value, left, right)
    case .map(let key, let item): try map(value, key, item)
    case .structure(let type): try structure(value, type)
    case .object: try members(of: value).map { .object($0) }
    }
  }

  private static func refusal(_ value: WDLValue, _ type: WDLType) -> String {
    if value == .none { return "`None` cannot be used as a value of type `\(type)`, which is not optional" }
    if case .string(let text) = value {
      return "the String \(Excerpt.of(text)) cannot be used as a value of type `\(type)`"
    }
    if case .float(let number) = value { return "the Float \(number) cannot be used as a value of type `\(type)`" }
    return "\(value.kind) cannot be used as a value of type `\(type)`"
  }

  // MARK: Primitive types

  private static func boolean(_ value: WDLValue) -> WDLValue? {
    switch value {
    case .boolean: value
    case .string("true"): .boolean(true)
    case .string("false"): .boolean(false)
    default: nil
    }
  }

  private static func integer(_ value: WDLValue) -> WDLValue? {
    switch value {
    case .int: value
    case .float(let number): Int64(exactly: number).map { .int($0) }
    case .string(let text): Int64(text).map { .int($0) }
    default: nil
    }
  }

  private static func float(_ value: WDLValue) -> WDLValue? {
    switch value {
    case .float: value
    case .int(let number): .float(Double(number))
    case .string(let text): Double(text).map { .float($0) }
    default: nil
    }
  }

  private static func path(_ value: WDLValue) -> String? {
    switch value {
    case .string(let path), .file(let path), .directory(let path): path
    default: nil
    }
  }

  private static func choice(_ value: WDLValue, _ type: EnumType) throws(CoercionFailure) -> WDLValue? {
    switch value {
    case .choice(let other, let index):
      return other == type || (other.valueType == type.valueType && other.choices == type.choices)
        ? .choice(type, index: index) : nil
    case .string(let name):
      if let index = type.index(of: name) { return .choice(type, index: index) }
      let hint = Suggestion.nearest(to: name, among: type.choices.map(\.name)).map { "; did you mean `\($0)`?" } ?? ""
      throw CoercionFailure("`\(type.name)` has no choice `\(name)`\(hint)")
    default: return nil
    }
  }

  // MARK: Compound types

  private static func array(
    _ value: WDLValue, _ element: WDLType, _ nonEmpty: Bool
  ) throws(CoercionFailure) -> WDLValue? {
    let elements: [WDLValue]
    switch value {
    case .array(let values): elements = values
    case .map(let map): elements = map.entries.map { .pair($0, $1) }
    default: return nil
    }
    guard !nonEmpty || !elements.isEmpty else { throw CoercionFailure("the array must not be empty") }
    if element == .any { return .array(elements) }
    var results: [WDLValue] = []
    results.reserveCapacity(elements.count)
    for (index, value) in elements.enumerated() {
      results.append(try step("element \(index)") { () throws(CoercionFailure) in try convert(value, to: element) })
    }
    return .array(results)
  }

  private static func pair(_ value: WDLValue, _ left: WDLType, _ right: WDLType) throws(CoercionFailure) -> WDLValue? {
    let halves: (WDLValue?, WDLValue?)
    switch value {
    case .pair(let left, let right): halves = (left, right)
    case .object(let members) where members.count == 2: halves = (members["left"], members["right"])
    default: return nil
    }
    guard let first = halves.0, let second = halves.1 else { return nil }
    return .pair(
      try step("`left`") { () throws(CoercionFailure) in try convert(first, to: left) },
      try step("`right`") { () throws(CoercionFailure) in try convert(second, to: right) })
  }

  private static func map(_ value: WDLValue, _ key: WDLType, _ item: WDLType) throws(CoercionFailure) -> WDLValue? {
    guard let entries = try entries(of: value) else { return nil }
    var result = WDLMap()
    for (name, value) in entries {
      let newKey = try step("a key") { () throws(CoercionFailure) in try convert(name, to: key) }
      let label = (try? ValueText.text(of: newKey)) ?? ""
      guard result[newKey] == nil else { throw CoercionFailure("the key `\(label)` is there twice") }
      result[newKey] = try step("the value of `\(label)`") { () throws(CoercionFailure) in try convert(value, to: item)
      }
    }
    return .map(result)
  }

  private static func entries(of value: WDLValue) throws(CoercionFailure) -> [(WDLValue, WDLValue)]? {
    switch value {
    case .map(let map): return Array(map.entries)
    case .structure(_, let members), .object(let members): return members.entries.map { (.string($0), $1) }
    case .array(let elements):
      var entries: [(WDLValue, WDLValue)] = []
      for (index, element) in elements.enumerated() {
        guard case .pair(let key, let value) = element else {
          throw CoercionFailure("only an array of pairs can be used as a map, but element \(index) is \(element.kind)")
        }
        entries.append((key, value))
      }
      return entries
    default: return nil
    }
  }

  /// The members of a struct or an object, or the entries of a map with strings for keys.
  private static func members(of value: WDLValue) throws(CoercionFailure) -> WDLMembers? {
    switch value {
    case .structure(_, let members), .object(let members), .members(let members): return members
    case .map(let map):
      var members = WDLMembers()
      for (key, value) in map.entries {
        guard key != .none, key.isPrimitive, let name = try? ValueText.text(of: key) else { return nil }
        members[name] = value
      }
      return members
    default: return nil
    }
  }

  private static func structure(_ value: WDLValue, _ type: StructType) throws(CoercionFailure) -> WDLValue? {
    if case .structure(let same, _) = value, same === type { return value }
    guard let given = try members(of: value) else { return nil }
    let names = type.members.map(\.name)
    if let unknown = given.names.first(where: { type.member($0) == nil }) {
      let hint = Suggestion.nearest(to: unknown, among: names).map { "; did you mean `\($0)`?" } ?? ""
      throw CoercionFailure("the struct `\(type.name)` has no member `\(unknown)`\(hint)")
    }
    var members = WDLMembers()
    for member in type.members {
      guard let value = given[member.name] ?? (member.type.isOptional ? WDLValue.none : nil) else {
        throw CoercionFailure("the member `\(member.name)` of the struct `\(type.name)` is missing")
      }
      members[member.name] = try step("the member `\(member.name)`") { () throws(CoercionFailure) in
        try convert(value, to: member.type)
      }
    }
    return .structure(type, members)
  }

  /// Does something with a part of the value; a mistake in it is told with the way to it.
  private static func step<Result>(
    _ name: @autoclosure () -> String, _ body: () throws(CoercionFailure) -> Result
  ) throws(CoercionFailure) -> Result {
    do { return try body() } catch { throw error.within(name()) }
  }
}

/// A conversion that failed in some part of a value.
private struct CoercionFailure: Error {
  let message: String
  let comesOfNone: Bool
  private var path: [String] = []

  init(_ message: String, comesOfNone: Bool = false) {
    self.message = message
    self.comesOfNone = comesOfNone
  }

  func within(_ step: String) -> CoercionFailure {
    var copy = self
    copy.path.insert(step, at: 0)
    return copy
  }

  var asEvaluationError: EvaluationError {
    let place = path.isEmpty ? "" : path.joined(separator: ", ") + ": "
    return EvaluationError(place + message, comesOfNone: comesOfNone)
  }
}
