/// The one type for several values: the elements of an array, the branches of an `if`, the sides of `==`.
///
/// Source: specification, Order of Precedence; where it is silent, what both Cromwell and miniwdl choose: text when one
/// of them is text, optional when one of them is.
package enum CommonType {
  /// Nil when there is none.
  package static func of(_ left: WDLType, _ right: WDLType, version: WDLVersion) -> WDLType? {
    if left == right { return left }
    switch (left, right) {
    case (.any, let other), (let other, .any): return other
    case (.none, let other), (let other, .none): return other.optional
    case (.optional, _), (_, .optional):
      return of(left.required, right.required, version: version)?.optional
    case (.int, .float), (.float, .int): return .float
    case (.array(let from, let nonEmpty), .array(let to, let alsoNonEmpty)):
      return of(from, to, version: version).map { .array($0, nonEmpty: nonEmpty && alsoNonEmpty) }
    case (.pair(let first, let second), .pair(let third, let fourth)):
      guard let left = of(first, third, version: version), let right = of(second, fourth, version: version) else {
        return nil
      }
      return .pair(left, right)
    case (.map(let key, let value), .map(let otherKey, let otherValue)):
      guard let key = of(key, otherKey, version: version), let value = of(value, otherValue, version: version)
      else { return nil }
      return .map(key, value)
    default: return oneOf(left, right, version: version)
    }
  }

  /// One of the two, when the other coerces to it.
  private static func oneOf(_ left: WDLType, _ right: WDLType, version: WDLVersion) -> WDLType? {
    if case .string = left, right.isPrimitive { return .string }
    if case .string = right, left.isPrimitive { return .string }
    let coercion = Coercion(version: version)
    let toLeft = coercion.verdict(right, left)
    if toLeft == .same || toLeft == .allowed { return left }
    let toRight = coercion.verdict(left, right)
    if toRight == .same || toRight == .allowed { return right }
    if toLeft.isAccepted { return left }
    return toRight.isAccepted ? right : nil
  }
}
