import SourceText

/// Members and elements of values.
///
/// Source: specification, Member Access.
extension WDLValue {
  func member(_ name: String) throws(EvaluationError) -> WDLValue {
    switch self {
    case .pair(let left, let right):
      if name == "left" { return left }
      if name == "right" { return right }
    case .structure(_, let members), .object(let members), .members(let members):
      if let value = members[name] { return value }
      let hint = Suggestion.nearest(to: name, among: members.names).map { "; did you mean `\($0)`?" } ?? ""
      throw EvaluationError("there is no member `\(name)`\(hint)")
    case .map(let map):
      if let value = map[.string(name)] { return value }
    default: break
    }
    throw EvaluationError("\(kind) has no member `\(name)`", comesOfNone: self == .none)
  }

  func element(at index: WDLValue) throws(EvaluationError) -> WDLValue {
    switch self {
    case .array(let elements):
      guard case .int(let place) = index else { break }
      guard place >= 0, place < elements.count else {
        throw EvaluationError("the index \(place) is out of bounds: the array has \(elements.count) elements")
      }
      return elements[Int(place)]
    case .map(let map):
      if let value = map[index] { return value }
      throw EvaluationError("the map has no key `\(try ValueText.text(of: index))`", comesOfNone: index == .none)
    case .object(let members), .structure(_, let members):
      guard case .string(let name) = index else { break }
      if let value = members[name] { return value }
      throw EvaluationError("there is no member `\(name)`")
    default: break
    }
    throw EvaluationError(
      "\(kind) has no element at \(index.kind)", comesOfNone: self == .none || index == .none)
  }
}
