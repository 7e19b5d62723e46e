import JSONText

/// A line of the plug-in that is not what the contract says. Never quotes a value: it may be a secret.
package struct BrokerProblem: Error, Hashable, Sendable, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}

/// The members of one object of the contract. Those that are unknown are passed over; those that are absent or null are nil.
struct BrokerMembers {
  private let members: JSONObject
  /// For messages: `submit.jobs[3]`.
  private let place: String

  init(_ value: JSONValue, at place: String) throws(BrokerProblem) {
    guard let members = value.object else { throw BrokerProblem("`\(place)` must be an object, not \(value.kind)") }
    self.members = members
    self.place = place
  }

  private func read<Value>(
    _ name: String, _ what: String, _ convert: (JSONValue) -> Value?
  ) throws(BrokerProblem) -> Value? {
    guard let value = members[name], !value.isNull else { return nil }
    guard let read = convert(value) else {
      throw BrokerProblem("`\(place).\(name)` must be \(what), not \(value.kind)")
    }
    return read
  }

  private func required<Value>(_ name: String, _ value: Value?) throws(BrokerProblem) -> Value {
    guard let value else { throw BrokerProblem("`\(place).\(name)` is missing") }
    return value
  }

  func text(_ name: String) throws(BrokerProblem) -> String? { try read(name, "a string") { $0.string } }
  func flag(_ name: String) throws(BrokerProblem) -> Bool? { try read(name, "true or false") { $0.bool } }
  func integer(_ name: String) throws(BrokerProblem) -> Int64? { try read(name, "a whole number") { $0.int } }
  func object(_ name: String) throws(BrokerProblem) -> JSONObject? { try read(name, "an object") { $0.object } }
  func elements(_ name: String) throws(BrokerProblem) -> [JSONValue]? { try read(name, "an array") { $0.array } }

  func texts(_ name: String) throws(BrokerProblem) -> [String]? {
    try read(name, "an array of strings") { value in
      guard let elements = value.array else { return nil }
      let texts = elements.compactMap(\.string)
      return texts.count == elements.count ? texts : nil
    }
  }

  func requiredText(_ name: String) throws(BrokerProblem) -> String { try required(name, try text(name)) }
  func requiredInteger(_ name: String) throws(BrokerProblem) -> Int64 { try required(name, try integer(name)) }
  func requiredElements(_ name: String) throws(BrokerProblem) -> [JSONValue] { try required(name, try elements(name)) }

  /// Names with texts.
  func dictionary(_ name: String) throws(BrokerProblem) -> [String: String] {
    var texts: [String: String] = [:]
    for (member, value) in try object(name) ?? JSONObject() {
      guard let text = value.string else {
        throw BrokerProblem("`\(place).\(name).\(member)` must be a string, not \(value.kind)")
      }
      texts[member] = text
    }
    return texts
  }

  /// What each element of an array is read as.
  func list<Element>(
    _ name: String, _ read: (BrokerMembers) throws(BrokerProblem) -> Element
  ) throws(BrokerProblem) -> [Element] {
    var list: [Element] = []
    for (number, value) in (try elements(name) ?? []).enumerated() {
      list.append(try read(try BrokerMembers(value, at: "\(place).\(name)[\(number)]")))
    }
    return list
  }
}
