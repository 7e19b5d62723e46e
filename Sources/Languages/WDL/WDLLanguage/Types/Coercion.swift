/// The static table of coercions.
///
/// Source: specification, Type Coercion, with its Limited Exceptions and what Cromwell and miniwdl accept beyond it.
package struct Coercion: Sendable {
  let version: WDLVersion

  /// Whether a value of type `source` may stand where a `target` is wanted.
  package static func from(_ source: WDLType, to target: WDLType, version: WDLVersion) -> CoercionVerdict {
    Coercion(version: version).verdict(source, target)
  }

  func verdict(_ source: WDLType, _ target: WDLType) -> CoercionVerdict {
    switch (source, target) {
    case (.boolean, .boolean), (.int, .int), (.float, .float), (.string, .string), (.file, .file),
      (.directory, .directory), (.object, .object), (.none, .none), (.any, .any):
      return .same
    case (.any, _), (_, .any): return .allowed
    case (.none, .optional): return .allowed
    case (.none, _): return .refused
    case (.optional(let source), .optional(let target)): return verdict(source, target)
    case (.optional(let source), _):
      return CoercionVerdict.permissive("the value may be `None`, which is an error when it is").and(
        verdict(source, target))
    case (_, .optional(let target)): return verdict(source, target).atBestAllowed
    default: return required(source, target)
    }
  }

  /// Neither type is optional or unknown.
  private func required(_ source: WDLType, _ target: WDLType) -> CoercionVerdict {
    if source.isPrimitive && target.isPrimitive { return primitive(source, target) }
    switch (source, target) {
    case (.array(let from, let nonEmpty), .array(let to, let wantsNonEmpty)):
      let elements = verdict(from, to)
      return nonEmpty == wantsNonEmpty ? elements : elements.atBestAllowed
    case (.map(let key, let value), .map(let toKey, let toValue)):
      return verdict(key, toKey).and(verdict(value, toValue))
    case (.pair(let left, let right), .pair(let toLeft, let toRight)):
      return verdict(left, toLeft).and(verdict(right, toRight))
    case (.map(let key, let value), .array(.pair(let left, let right), _)):
      let members = verdict(key, left).and(verdict(value, right))
      return (version <= .v1_0 ? CoercionVerdict.allowed : .permissive("use `as_pairs` to make pairs of a map")).and(
        members)
    case (.array(.pair(let left, let right), _), .map(let key, let value)):
      return CoercionVerdict.permissive("use `as_map` to make a map of pairs").and(
        verdict(left, key).and(verdict(right, value)))
    case (_, .structure), (.structure, _), (_, .object), (.object, _): return members(source, target)
    default: return source == target ? .same : .refused
    }
  }

  private func primitive(_ source: WDLType, _ target: WDLType) -> CoercionVerdict {
    switch (source, target) {
    case (.int, .float), (.string, .file), (.string, .directory): return .allowed
    case (.file, .string), (.directory, .string):
      return version <= .v1_1 ? .allowed : .permissive("write \"~{…}\" to make a String of a path")
    case (.string, .int), (.string, .float), (.string, .boolean):
      return .permissive("the text is read as \(target.withArticle) when the workflow runs")
    case (.float, .int): return .permissive("the number must be a whole one when the workflow runs")
    case (.int, .string), (.float, .string), (.boolean, .string):
      return .permissive("write \"~{…}\" to make a String of it")
    case (.string, .enumeration), (.enumeration, .string): return .allowed
    case (.enumeration(let from), .enumeration(let to)):
      if from == to { return .same }
      return from.valueType == to.valueType && from.choices == to.choices ? .allowed : .refused
    default: return source == target ? .same : .refused
    }
  }
}

extension Coercion {
  /// Between structs, objects and maps.
  private func members(_ source: WDLType, _ target: WDLType) -> CoercionVerdict {
    switch (source, target) {
    case (.structure(let from), .structure(let to)): return structs(from, to)
    case (.map(let key, let value), .structure(let to)):
      return verdict(key, .string).atBestAllowed.and(
        to.members.reduce(.allowed) { $0.and(mapValue(value, to: $1.type)) })
    case (.structure(let from), .map(let key, let value)):
      return verdict(.string, key).atBestAllowed.and(
        from.members.reduce(.allowed) { $0.and(verdict($1.type, value)) })
    case (.map(let key, _), .object): return verdict(key, .string).atBestAllowed
    case (.object, .map(let key, _)): return verdict(.string, key).atBestAllowed
    case (.structure, .object), (.object, .structure): return .allowed
    default: return .refused
    }
  }

  /// A value of a map as a member of a struct: what stays out of reach of the key is not known, so an optional member
  /// does not have to fit.
  private func mapValue(_ value: WDLType, to member: WDLType) -> CoercionVerdict {
    let verdict = verdict(value, member)
    return verdict == .refused && member.isOptional ? .permissive("the map may hold no such member") : verdict
  }

  /// Specification 1.2 on: the same names, each member coercible. Before, structs that were imported under another
  /// name had to fit already.
  private func structs(_ from: StructType, _ to: StructType) -> CoercionVerdict {
    if from == to { return .same }
    var result = CoercionVerdict.allowed
    for member in to.members {
      if let other = from.member(member.name) {
        result = result.and(verdict(other.type, member.type))
      } else if member.type.isOptional {
        result = result.and(.permissive("`\(from.name)` has no member `\(member.name)`"))
      } else {
        return .refused
      }
    }
    return from.members.allSatisfy { to.member($0.name) != nil } ? result : .refused
  }
}
