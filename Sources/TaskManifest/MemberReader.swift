import JSONText

/// Reads the members of one object of a manifest or a result, and says which is wrong.
///
/// A member that is null counts as absent; a member that nobody asks for is ignored.
struct MemberReader {
  /// What the object is, for messages: `the task's manifest`.
  let subject: String
  private let members: JSONObject

  init(_ value: JSONValue, _ subject: String) throws {
    guard let members = value.object else { throw ManifestError("\(subject) is \(value.kind), not an object") }
    self.subject = subject
    self.members = members
  }

  private func read<Value>(_ name: String, _ expected: String, _ take: (JSONValue) throws -> Value?) throws -> Value? {
    guard let member = members[name], !member.isNull else { return nil }
    guard let value = try take(member) else {
      throw ManifestError("`\(name)` of \(subject) is \(member.kind), not \(expected)")
    }
    return value
  }

  private func require<Value>(_ name: String, _ value: Value?) throws -> Value {
    guard let value else { throw ManifestError("\(subject) has no `\(name)`") }
    return value
  }

  func string(_ name: String) throws -> String? { try read(name, "a string") { $0.string } }
  func requiredString(_ name: String) throws -> String { try require(name, string(name)) }

  func integer(_ name: String) throws -> Int64? { try read(name, "a whole number") { $0.int } }
  func requiredInteger(_ name: String) throws -> Int64 { try require(name, integer(name)) }

  func status(_ name: String) throws -> Int32? {
    try read(name, "a 32-bit whole number") { $0.int.flatMap { Int32(exactly: $0) } }
  }

  func bool(_ name: String) throws -> Bool? { try read(name, "a boolean") { $0.bool } }

  func object(_ name: String) throws -> JSONObject? { try read(name, "an object") { $0.object } }

  func value(_ name: String) -> JSONValue? { members[name] }

  /// The elements of an array; none when it is absent.
  func list<Element>(_ name: String, of expected: String, _ take: (JSONValue) throws -> Element?) throws -> [Element] {
    let elements = try read(name, "an array") { $0.array } ?? []
    return try elements.map { element in
      guard let value = try take(element) else {
        throw ManifestError("an element of `\(name)` of \(subject) is \(element.kind), not \(expected)")
      }
      return value
    }
  }

  /// The members of an object whose names are data; none when it is absent.
  func dictionary<Value>(
    _ name: String, of expected: String, _ take: (JSONValue) throws -> Value?
  ) throws -> [String: Value] {
    var result: [String: Value] = [:]
    for (key, member) in try object(name) ?? JSONObject() {
      guard let value = try take(member) else {
        throw ManifestError("`\(name).\(key)` of \(subject) is \(member.kind), not \(expected)")
      }
      result[key] = value
    }
    return result
  }

  /// The version of the contract. Throws when it is newer than this code knows.
  func version() throws -> Int {
    let version = try requiredInteger("version")
    guard (1...Int64(TaskManifest.currentVersion)).contains(version) else {
      throw ManifestError(
        "\(subject) is of version \(version), and this martlet reads up to \(TaskManifest.currentVersion): "
          + "use a head and an agent of the same release")
    }
    return Int(version)
  }
}

extension JSONValue {
  /// An object of strings in the order of their names.
  static func sorted<Value>(_ dictionary: [String: Value], _ value: (Value) -> JSONValue) -> JSONValue {
    .object(JSONObject(dictionary.sorted { $0.key < $1.key }.map { ($0.key, value($0.value)) }))
  }
}

extension JSONObject {
  /// Adds a member when there is a value.
  mutating func set(_ name: String, _ value: JSONValue?) {
    if let value { self[name] = value }
  }
}
