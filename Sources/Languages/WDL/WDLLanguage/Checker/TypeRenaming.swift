/// Gives structs and enumerations the names under which a document imports them, also where other types hold them.
///
/// Source: specification, Importing and Aliasing Structs.
struct TypeRenaming {
  private var names: [ObjectIdentifier: String] = [:]
  private var made: [ObjectIdentifier: WDLType] = [:]

  mutating func rename(_ type: WDLType, to name: String) {
    switch type {
    case .structure(let type): names[ObjectIdentifier(type)] = name
    case .enumeration(let type): names[ObjectIdentifier(type)] = name
    default: break
    }
  }

  mutating func apply(_ type: WDLType) -> WDLType {
    if names.isEmpty { return type }
    switch type {
    case .array(let element, let nonEmpty): return .array(apply(element), nonEmpty: nonEmpty)
    case .map(let key, let value): return .map(apply(key), apply(value))
    case .pair(let left, let right): return .pair(apply(left), apply(right))
    case .optional(let inner): return apply(inner).optional
    case .structure(let structure): return apply(structure)
    case .enumeration(let enumeration):
      guard let name = names[ObjectIdentifier(enumeration)] else { return type }
      return .enumeration(EnumType(name: name, valueType: enumeration.valueType, choices: enumeration.choices))
    default: return type
    }
  }

  private mutating func apply(_ type: StructType) -> WDLType {
    let identifier = ObjectIdentifier(type)
    if let known = made[identifier] { return known }
    let members = type.members.map { StructType.Member(name: $0.name, type: apply($0.type)) }
    let name = names[identifier] ?? type.name
    let result: WDLType =
      .structure(name == type.name && members == type.members ? type : StructType(name: name, members: members))
    made[identifier] = result
    return result
  }
}
