extension ValueCoercion {
  /// The value without the members of objects that the structs they are to become do not have.
  ///
  /// From 1.1 on such members are an error (specification, Struct Literals); before, Cromwell and miniwdl drop them, so that
  /// what a program writes as JSON may hold more than a workflow wants of it.
  static func withoutUnknownMembers(_ value: WDLValue, for type: WDLType) -> WDLValue {
    switch (value, type.required) {
    case (.object(let members), .structure(let type)):
      let known = members.entries.compactMap { name, value in
        type.member(name).map { (name, withoutUnknownMembers(value, for: $0.type)) }
      }
      return .object(WDLMembers(known))
    case (.array(let elements), .array(let type, _)) where elements.contains { $0.mayHoldMembers }:
      return .array(elements.map { withoutUnknownMembers($0, for: type) })
    case (.object(let members), .map(_, let type)):
      return .object(WDLMembers(members.entries.map { ($0, withoutUnknownMembers($1, for: type)) }))
    default: return value
    }
  }
}

extension WDLValue {
  fileprivate var mayHoldMembers: Bool {
    switch self {
    case .object, .array: true
    default: false
    }
  }
}
