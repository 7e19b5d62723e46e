/// Binds the type variables of a signature to the types of arguments, and says how well they fit.
struct PatternMatch {
  let version: WDLVersion
  private(set) var bindings = TypeBindings()

  init(version: WDLVersion) { self.version = version }

  /// Takes an argument's type as the pattern's; what has no variables is judged by the table of coercions.
  mutating func take(_ type: WDLType, as pattern: TypePattern) -> CoercionVerdict {
    switch pattern {
    case .exact(let wanted): return Coercion.from(type, to: wanted, version: version)
    case .constant: return type == .boolean || type == .any ? .same : .refused
    case .choiceValue: return .refused
    case .variable(let name, let constraint, let allowsOptional):
      return bind(name, type, constraint, allowsOptional: allowsOptional)
    case .optional(let inner):
      if type == .none { return .allowed }
      return take(type.required, as: inner)
    default: return takeCompound(type, pattern)
    }
  }

  private mutating func takeCompound(_ type: WDLType, _ pattern: TypePattern) -> CoercionVerdict {
    switch (type, pattern) {
    case (.any, .array(let inner, _)):
      _ = take(.any, as: inner)
      return .allowed
    case (.any, .map(let first, let second)), (.any, .pair(let first, let second)):
      _ = take(.any, as: first)
      _ = take(.any, as: second)
      return .allowed
    case (.optional(let inner), _):
      return CoercionVerdict.permissive("the value may be `None`, which is an error when it is").and(
        takeCompound(inner, pattern))
    case (.array(let element, _), .array(let inner, _)): return take(element, as: inner)
    case (.map(let key, let value), .array(.pair(let left, let right), _)):
      let fit = take(key, as: left).and(take(value, as: right))
      return (version <= .v1_0 ? CoercionVerdict.allowed : .permissive("use `as_pairs` to make pairs of a map")).and(
        fit)
    case (.map(let key, let value), .map(let first, let second)):
      return take(key, as: first).and(take(value, as: second))
    case (.structure(let structure), .map(let first, let second)):
      return takeMembers(structure.members.map(\.type), first, second)
    case (.object, .map(let first, let second)): return takeMembers([.any], first, second)
    case (.pair(let left, let right), .pair(let first, let second)):
      return take(left, as: first).and(take(right, as: second))
    default: return .refused
    }
  }

  /// A struct or object as a map.
  private mutating func takeMembers(
    _ members: [WDLType], _ key: TypePattern, _ value: TypePattern
  ) -> CoercionVerdict {
    var verdict = take(.string, as: key).atBestAllowed
    for member in members { verdict = verdict.and(take(member, as: value)) }
    return verdict
  }

  private mutating func bind(
    _ name: String, _ type: WDLType, _ constraint: TypePattern.Constraint, allowsOptional: Bool
  ) -> CoercionVerdict {
    if type.isOptional, !allowsOptional {
      guard type != .none else { return .refused }
      return CoercionVerdict.permissive("the value may be `None`, which is an error when it is").and(
        bind(name, type.required, constraint, allowsOptional: true))
    }
    guard constraint.admits(type) else { return .refused }
    guard let bound = bindings[name], bound != .any else {
      bindings[name] = type
      return .same
    }
    let toBound = Coercion.from(type, to: bound, version: version)
    if toBound == .same || toBound == .allowed { return toBound }
    guard let common = CommonType.of(bound, type, version: version), allowsOptional || !common.isOptional,
      constraint.admits(common)
    else { return toBound }
    let verdict = Coercion.from(type, to: common, version: version).and(
      Coercion.from(bound, to: common, version: version))
    bindings[name] = common
    return verdict
  }

  /// The type that a pattern stands for now; a variable that nothing bound is unknown.
  func type(of pattern: TypePattern) -> WDLType {
    switch pattern {
    case .exact(let type): type
    case .constant: .boolean
    case .variable(let name, _, _): bindings[name] ?? .any
    case .choiceValue(let name):
      if case .enumeration(let type)? = bindings[name] { type.valueType } else { .any }
    case .array(let element, let nonEmpty): .array(type(of: element), nonEmpty: nonEmpty)
    case .map(let key, let value): .map(type(of: key), type(of: value))
    case .pair(let left, let right): .pair(type(of: left), type(of: right))
    case .optional(let inner): type(of: inner).optional
    }
  }
}

extension TypePattern.Constraint {
  func admits(_ type: WDLType) -> Bool {
    if type == .any { return true }
    switch (self, type.required) {
    case (.anything, .call), (.anything, .task), (.anything, .scoped), (.anything, .enumerationName): return false
    case (.anything, _): return true
    case (.primitive, let type): return type.isPrimitive
    case (.holdsFiles, let type): return type.holdsFiles || type == .none
    case (.structOrObject, .structure), (.structOrObject, .object): return true
    case (.structOrObject, _): return false
    case (.enumeration, .enumeration): return true
    case (.enumeration, _): return false
    }
  }
}

extension LibraryFunction {
  /// As the specification writes it: `select_first(Array[X?], [X]) -> X`.
  package func signature(_ overload: Overload) -> String {
    let required = overload.parameters.count - overload.optionalCount
    let parameters = overload.parameters.enumerated().map { $0 < required ? $1.description : "[\($1)]" }
    return "\(name)(\(parameters.joined(separator: ", "))) -> \(overload.result)"
  }
}

extension TypePattern: CustomStringConvertible {
  package var description: String {
    switch self {
    case .exact(let type): type.description
    case .constant(let value): "\(value)"
    case .variable(let name, _, _): name
    case .choiceValue(let name): "value of \(name)"
    case .array(let element, let nonEmpty): "Array[\(element)]" + (nonEmpty ? "+" : "")
    case .map(let key, let value): "Map[\(key), \(value)]"
    case .pair(let left, let right): "Pair[\(left), \(right)]"
    case .optional(let inner): "\(inner)?"
    }
  }
}
