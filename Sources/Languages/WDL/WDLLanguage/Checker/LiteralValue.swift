/// The value of an expression that is made of literals alone: the choices of an enumeration.
enum LiteralValue {
  /// Nil when it is more than a literal.
  static func value(of expression: TypedExpression) -> WDLValue? {
    switch expression.kind {
    case .literal(let value): return value
    case .unary(.minus, let operand): return value(of: operand).flatMap(negated)
    case .array(let elements): return values(of: elements).map(WDLValue.array)
    case .pair(let left, let right):
      guard let left = value(of: left), let right = value(of: right) else { return nil }
      return .pair(left, right)
    case .map(let entries):
      guard let keys = values(of: entries.map(\.key)), let values = values(of: entries.map(\.value)) else { return nil }
      return WDLMap(zip(keys, values).map { ($0, $1) }).map(WDLValue.map)
    case .object(let members): return self.members(members).map(WDLValue.object)
    case .structure(let type, let members): return self.members(members).map { .structure(type, $0) }
    case .coerce(let inner): return value(of: inner).flatMap { coerced($0, to: expression.type) }
    default: return nil
    }
  }

  private static func negated(_ value: WDLValue) -> WDLValue? {
    switch value {
    case .int(let number): return number == .min ? nil : .int(-number)
    case .float(let number): return .float(-number)
    default: return nil
    }
  }

  private static func values(of expressions: [TypedExpression]) -> [WDLValue]? {
    var values: [WDLValue] = []
    for expression in expressions {
      guard let value = value(of: expression) else { return nil }
      values.append(value)
    }
    return values
  }

  private static func members(_ members: [(name: String, value: TypedExpression)]) -> WDLMembers? {
    values(of: members.map(\.value)).map { WDLMembers(zip(members.map(\.name), $0).map { ($0, $1) }) }
  }

  /// The coercions that literals can need.
  private static func coerced(_ value: WDLValue, to type: WDLType) -> WDLValue? {
    switch (value, type.required) {
    case (.int(let number), .float): return .float(Double(number))
    case (.string(let text), .file): return .file(text)
    case (.string(let text), .directory): return .directory(text)
    case (.string(let name), .enumeration(let type)): return type.index(of: name).map { .choice(type, index: $0) }
    case (.array(let elements), .array(let element, _)):
      let values = elements.compactMap { coerced($0, to: element) }
      return values.count == elements.count ? .array(values) : nil
    case (.map(let map), .map(let key, let value)):
      let entries = map.entries.compactMap { entry in
        coerced(entry.0, to: key).flatMap { key in coerced(entry.1, to: value).map { (key, $0) } }
      }
      return entries.count == map.count ? WDLMap(entries).map(WDLValue.map) : nil
    case (.pair(let left, let right), .pair(let first, let second)):
      return coerced(left, to: first).flatMap { left in coerced(right, to: second).map { .pair(left, $0) } }
    default: return value
    }
  }
}
