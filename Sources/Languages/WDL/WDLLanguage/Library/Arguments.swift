/// Reading arguments as what the signature promises. The checker has coerced them, so that a failure here is a value
/// of type `Any` that turned out otherwise.
extension WDLValue {
  var truth: Bool {
    get throws(EvaluationError) {
      if case .boolean(let value) = self { return value } else { throw unexpected("Boolean") }
    }
  }

  var integer: Int64 {
    get throws(EvaluationError) { if case .int(let value) = self { return value } else { throw unexpected("Int") } }
  }

  var number: Double {
    get throws(EvaluationError) {
      switch self {
      case .float(let value): return value
      case .int(let value): return Double(value)
      default: throw unexpected("Float")
      }
    }
  }

  /// The text of a string, or the path of a file or folder.
  var text: String {
    get throws(EvaluationError) {
      switch self {
      case .string(let text), .file(let text), .directory(let text): return text
      default: throw unexpected("String")
      }
    }
  }

  var elements: [WDLValue] {
    get throws(EvaluationError) {
      if case .array(let values) = self { return values } else { throw unexpected("Array") }
    }
  }

  var table: WDLMap {
    get throws(EvaluationError) { if case .map(let map) = self { return map } else { throw unexpected("Map") } }
  }

  var halves: (left: WDLValue, right: WDLValue) {
    get throws(EvaluationError) {
      if case .pair(let left, let right) = self { return (left, right) } else { throw unexpected("Pair") }
    }
  }

  /// The members of a struct or object.
  var fields: WDLMembers {
    get throws(EvaluationError) {
      switch self {
      case .structure(_, let members), .object(let members), .members(let members): return members
      default: throw unexpected("Object")
      }
    }
  }

  private func unexpected(_ wanted: String) -> EvaluationError {
    EvaluationError("expected a value of type `\(wanted)` but got \(kind)")
  }

  /// What a person calls a value of this kind: `an Int`, `an Array`.
  package var kind: String {
    switch self {
    case .none: "`None`"
    case .boolean: "a Boolean"
    case .int: "an Int"
    case .float: "a Float"
    case .string: "a String"
    case .file: "a File"
    case .directory: "a Directory"
    case .array: "an Array"
    case .map: "a Map"
    case .pair: "a Pair"
    case .structure(let type, _): "the struct `\(type.name)`"
    case .object: "an Object"
    case .choice(let type, _): "a choice of `\(type.name)`"
    case .members: "an object with members"
    }
  }
}

extension Array where Element == WDLValue {
  /// The texts of an array of strings.
  var texts: [String] {
    get throws(EvaluationError) {
      var texts: [String] = []
      texts.reserveCapacity(count)
      for value in self { texts.append(try value.text) }
      return texts
    }
  }
}
