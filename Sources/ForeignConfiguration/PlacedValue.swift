package import SourceText

/// A value of another system's configuration, and where it stands.
package struct PlacedValue: Sendable {
  package indirect enum Content: Sendable {
    case null
    case boolean(Bool)
    /// As it is spelled.
    case number(String)
    case text(String)
    case list([PlacedValue])
    case members(PlacedMembers)
    /// The file alone does not tell it; the reason goes on after the name of what it is the value of: `needs ${QUEUE}`.
    case unknown(String)
  }

  package var content: Content
  package var span: SourceSpan

  package init(_ content: Content, at span: SourceSpan) {
    self.content = content
    self.span = span
  }

  package var members: PlacedMembers? {
    guard case .members(let members) = content else { return nil }
    return members
  }

  package var list: [PlacedValue]? {
    guard case .list(let list) = content else { return nil }
    return list
  }

  package var isNull: Bool {
    guard case .null = content else { return false }
    return true
  }

  package var unknown: String? {
    guard case .unknown(let reason) = content else { return nil }
    return reason
  }

  /// What a boolean, a number or a text is spelled as.
  package var spelled: String? {
    switch content {
    case .boolean(let value): value ? "true" : "false"
    case .number(let text), .text(let text): text
    default: nil
    }
  }

  /// For messages: `a list`.
  package var kind: String {
    switch content {
    case .null: "null"
    case .boolean: "true or false"
    case .number: "a number"
    case .text: "a text"
    case .list: "a list"
    case .members: "names with values"
    case .unknown: "not known"
    }
  }

  /// The value below these names; nil when there is none.
  package subscript(_ names: String...) -> PlacedValue? {
    names.reduce(Optional(self)) { value, name in value?.members?[name] }
  }
}

/// Names with values, in the order in which they were first named.
package struct PlacedMembers: Sendable {
  package private(set) var names: [String] = []
  private var values: [String: PlacedValue] = [:]

  package init() {}

  package subscript(_ name: String) -> PlacedValue? {
    get { values[name] }
    set {
      if values[name] == nil, newValue != nil { names.append(name) }
      if values[name] != nil, newValue == nil { names.removeAll { $0 == name } }
      values[name] = newValue
    }
  }

  package var isEmpty: Bool { names.isEmpty }

  package var pairs: [(name: String, value: PlacedValue)] {
    names.compactMap { name in values[name].map { (name, $0) } }
  }

  /// These with those of `later`, which win; members that both have as names with values are merged in turn.
  package func merged(with later: PlacedMembers) -> PlacedMembers {
    var merged = self
    for (name, value) in later.pairs { merged.merge(value, named: name) }
    return merged
  }

  mutating func merge(_ value: PlacedValue, named name: String) {
    guard let later = value.members, var before = values[name]?.members else {
      self[name] = value
      return
    }
    // Held by nobody else, it is not copied when it grows.
    values[name]?.content = .null
    for (name, value) in later.pairs { before.merge(value, named: name) }
    values[name] = PlacedValue(.members(before), at: value.span)
  }
}

/// What is wrong with a configuration's text. Never quotes it: it may hold secrets.
package struct ForeignTextError: Error, Sendable {
  package let message: String
  package let span: SourceSpan
  package let help: String?

  init(_ message: String, at span: SourceSpan, help: String? = nil) {
    self.message = message
    self.span = span
    self.help = help
  }
}
