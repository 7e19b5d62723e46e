/// Values as text, the way placeholders write them.
///
/// Source: specification, Expression Placeholder Coercion.
package enum ValueText {
  /// - Throws: ``EvaluationError`` for compound values, which have no text of their own.
  package static func text(of value: WDLValue) throws(EvaluationError) -> String {
    switch value {
    case .none: return ""
    case .boolean(let value): return value ? "true" : "false"
    case .int(let value): return String(value)
    case .float(let value): return FixedPoint.text(value)
    case .string(let text), .file(let text): return text
    case .directory(let path): return withoutSlash(path)
    case .choice(let type, let index): return type.choices[index].name
    case .array:
      throw EvaluationError("an Array cannot be written as text; `sep` joins its elements")
    case .map, .pair, .structure, .object, .members:
      throw EvaluationError("\(value.kind) cannot be written as text")
    }
  }

  /// A folder's path without the slash at its end.
  static func withoutSlash(_ path: String) -> String {
    var path = Substring(path)
    while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path.unicodeScalars.removeLast() }
    return String(path)
  }
}
