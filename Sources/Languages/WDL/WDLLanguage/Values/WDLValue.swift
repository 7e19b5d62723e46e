/// A value of the language. Its type is known to whoever holds it; values carry only what typing cannot tell.
package enum WDLValue: Hashable, Sendable {
  case none
  case boolean(Bool)
  case int(Int64)
  case float(Double)
  case string(String)
  /// A path or URL.
  case file(String)
  /// A path or URL without a slash at its end.
  case directory(String)
  case array([WDLValue])
  indirect case map(WDLMap)
  indirect case pair(WDLValue, WDLValue)
  /// A struct with its members in the order of its declaration, every optional one present.
  indirect case structure(StructType, WDLMembers)
  indirect case object(WDLMembers)
  case choice(EnumType, index: Int)
  /// The outputs of a call, the `task` variable, `hints { … }`: read by member only.
  indirect case members(WDLMembers)
}

/// A map that keeps the order in which its keys were set. Two are equal when keys, values and order are.
package struct WDLMap: Hashable, Sendable {
  package private(set) var keys: [WDLValue] = []
  package private(set) var values: [WDLValue] = []
  private var index: [WDLValue: Int] = [:]

  package init() {}

  /// - Returns: nil when a key is there twice.
  package init?(_ entries: some Sequence<(WDLValue, WDLValue)>) {
    for (key, value) in entries {
      guard self[key] == nil else { return nil }
      self[key] = value
    }
  }

  package var count: Int { keys.count }

  package subscript(_ key: WDLValue) -> WDLValue? {
    get { index[key].map { values[$0] } }
    set {
      guard let newValue else { return }
      if let place = index[key] {
        values[place] = newValue
      } else {
        index[key] = keys.count
        keys.append(key)
        values.append(newValue)
      }
    }
  }

  package var entries: Zip2Sequence<[WDLValue], [WDLValue]> { zip(keys, values) }

  package static func == (left: WDLMap, right: WDLMap) -> Bool {
    left.keys == right.keys && left.values == right.values
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(keys)
    hasher.combine(values)
  }
}

/// Named members in their order. Two are equal when they have the same members with the same values, in any order.
///
/// Look-up is a scan while the members are few and an index beyond ``scanLimit`` of them.
package struct WDLMembers: Hashable, Sendable {
  package private(set) var names: [String] = []
  package private(set) var values: [WDLValue] = []
  private var index: [String: Int] = [:]

  private static let scanLimit = 12

  package init() {}

  package init(_ members: some Sequence<(String, WDLValue)>) { for (name, value) in members { self[name] = value } }

  package var count: Int { names.count }

  package subscript(_ name: String) -> WDLValue? {
    get { position(of: name).map { values[$0] } }
    set {
      guard let newValue else { return }
      if let place = position(of: name) {
        values[place] = newValue
      } else {
        append(name, newValue)
      }
    }
  }

  private func position(of name: String) -> Int? {
    names.count > Self.scanLimit ? index[name] : names.firstIndex(of: name)
  }

  private mutating func append(_ name: String, _ value: WDLValue) {
    names.append(name)
    values.append(value)
    if names.count == Self.scanLimit + 1 {
      for (place, name) in names.enumerated() { index[name] = place }
    } else if names.count > Self.scanLimit {
      index[name] = names.count - 1
    }
  }

  package var entries: Zip2Sequence<[String], [WDLValue]> { zip(names, values) }

  package static func == (left: WDLMembers, right: WDLMembers) -> Bool {
    left.count == right.count && left.entries.allSatisfy { right[$0] == $1 }
  }

  package func hash(into hasher: inout Hasher) {
    for name in names.sorted() {
      hasher.combine(name)
      hasher.combine(self[name])
    }
  }
}
