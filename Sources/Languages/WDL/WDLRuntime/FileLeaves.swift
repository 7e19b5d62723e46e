import WDLLanguage

/// The files and folders inside a value.
enum FileLeaves {
  enum Kind: Hashable, Sendable { case file, folder }

  static func visit(_ value: WDLValue, _ found: (String, Kind) -> Void) {
    switch value {
    case .file(let path): found(path, .file)
    case .directory(let path): found(path, .folder)
    case .array(let elements): for element in elements { visit(element, found) }
    case .map(let map):
      for (key, value) in map.entries {
        visit(key, found)
        visit(value, found)
      }
    case .pair(let left, let right):
      visit(left, found)
      visit(right, found)
    case .structure(_, let members), .object(let members), .members(let members):
      for member in members.values { visit(member, found) }
    case .none, .boolean, .int, .float, .string, .choice: break
    }
  }

  /// The same value with each file and folder replaced by what `change` makes of it.
  ///
  /// - Parameter change: gets the path, its kind, and whether nothing (`None`) may take its place by the type; gives the
  ///   new path, or nil for nothing.
  static func map(
    _ value: WDLValue, _ type: WDLType,
    _ change: (_ path: String, _ kind: Kind, _ isOptional: Bool) async throws -> String?
  ) async throws -> WDLValue {
    switch value {
    case .file(let path): return try await change(path, .file, type.isOptional).map(WDLValue.file) ?? .none
    case .directory(let path): return try await change(path, .folder, type.isOptional).map(WDLValue.directory) ?? .none
    case .array(let elements):
      guard elements.contains(where: mayHoldFiles) else { return value }
      return .array(try await list(elements, { _ in type.elementType }, change))
    case .map(let map):
      let keys = try await list(map.keys, { _ in type.keyType }, change)
      let values = try await list(map.values, { _ in type.elementType }, change)
      return .map(WDLMap(zip(keys, values)) ?? map)
    case .pair(let left, let right):
      let sides = try await list([left, right], { type.sideType($0) }, change)
      return .pair(sides[0], sides[1])
    case .structure(let structure, let members):
      let values = try await list(members.values, { structure.members[$0].type }, change)
      return .structure(structure, WDLMembers(zip(members.names, values)))
    case .object(let members):
      return .object(WDLMembers(zip(members.names, try await list(members.values, { _ in .any }, change))))
    case .members(let members):
      return .members(WDLMembers(zip(members.names, try await list(members.values, { _ in .any }, change))))
    case .none, .boolean, .int, .float, .string, .choice: return value
    }
  }

  private static func list(
    _ values: [WDLValue], _ type: (Int) -> WDLType, _ change: (String, Kind, Bool) async throws -> String?
  ) async throws -> [WDLValue] {
    var changed: [WDLValue] = []
    changed.reserveCapacity(values.count)
    for (number, value) in values.enumerated() { changed.append(try await map(value, type(number), change)) }
    return changed
  }

  private static func mayHoldFiles(_ value: WDLValue) -> Bool {
    switch value {
    case .none, .boolean, .int, .float, .string, .choice: false
    default: true
    }
  }
}

extension WDLType {
  /// Of an array's elements or a map's values; anything when it is neither.
  var elementType: WDLType {
    switch required {
    case .array(let element, _): element
    case .map(_, let value): value
    default: .any
    }
  }

  var keyType: WDLType { if case .map(let key, _) = required { key } else { .any } }

  func sideType(_ number: Int) -> WDLType {
    if case .pair(let left, let right) = required { number == 0 ? left : right } else { .any }
  }
}
