import SourceText

/// Values that stand beside each other as one. Source: HOCON.md of lightbend/config, "Value concatenation".
enum HOCONJoining {
  enum Part {
    case value(PlacedValue)
    case space(String)
  }

  /// The value of an expression that is written out; nil when it has to be put together.
  static func simple(_ expression: HOCONExpression) -> PlacedValue? {
    guard expression.pieces.count == 1 else { return nil }
    switch expression.pieces[0].content {
    case .quoted(let text): return PlacedValue(.text(text), at: expression.span)
    case .unquoted(let text): return PlacedValue(typed(text), at: expression.span)
    default: return nil
    }
  }

  private static func typed(_ text: String) -> PlacedValue.Content {
    switch text {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "null": return .null
    default:
      let isNumber = text.utf8.first.map { $0.isDigit || $0 == UInt8(ascii: "-") } ?? false
      return isNumber && Double(text)?.isFinite == true ? .number(text) : .text(text)
    }
  }

  /// - Returns: nil when there are no values.
  /// - Throws: ``ForeignTextError`` when they are of kinds that cannot be joined.
  static func join(_ parts: [Part], at span: SourceSpan) throws(ForeignTextError) -> PlacedValue? {
    let values = parts.compactMap { part in
      if case .value(let value) = part { return value }
      return nil
    }
    guard values.count > 1 || parts.count > 1 && !values.isEmpty else { return values.first }
    let known = values.filter { $0.unknown == nil }
    if !known.isEmpty, known.allSatisfy({ $0.members != nil }) {
      let merged = known.compactMap(\.members).reduce(PlacedMembers()) { $0.merged(with: $1) }
      return PlacedValue(.members(merged), at: span)
    }
    if !known.isEmpty, known.allSatisfy({ $0.list != nil }) {
      return PlacedValue(.list(known.flatMap { $0.list ?? [] }), at: span)
    }
    guard known.allSatisfy({ $0.list == nil && $0.members == nil }) else {
      throw ForeignTextError("values of different kinds stand beside each other here", at: span)
    }
    if let unknown = values.first(where: { $0.unknown != nil }) { return PlacedValue(unknown.content, at: span) }
    let texts = parts.map { part in
      switch part {
      case .value(let value): value.spelled ?? ""
      case .space(let text): text
      }
    }
    return PlacedValue(.text(texts.joined()), at: span)
  }
}
