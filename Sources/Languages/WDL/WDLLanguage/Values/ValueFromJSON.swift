package import JSONText
import SourceText

extension ValueJSON {
  /// The value when nothing is known of its type: an object is an Object, a number an Int when it is spelled as one and
  /// fits, `null` is `None`.
  package static func value(_ json: JSONValue) -> WDLValue {
    switch json {
    case .null: .none
    case .bool(let value): .boolean(value)
    case .number(let number): number.int.map { .int($0) } ?? .float(Double(number.text) ?? .infinity)
    case .string(let text): .string(text)
    case .array(let elements): .array(elements.map { value($0) })
    case .object(let members): .object(WDLMembers(members.map { ($0, value($1)) }))
    }
  }

  /// The value of that type.
  ///
  /// Accepted beyond the obvious: whole numbers spelled `3.0` for an Int, numbers and booleans for a String and, as
  /// Cromwell takes them, `"3"` and `"true"` for an Int, a Float and a Boolean, a pair as
  /// `{"left": …, "right": …}` or as an array of two, a file or folder as an object with its `location`, a map also as
  /// an array of pairs. A struct's optional members may be left out.
  package static func value(_ json: JSONValue, as type: WDLType) throws(ValueJSONError) -> WDLValue {
    switch (type, json) {
    case (.optional, .null), (.none, .null): return .none
    case (.optional(let inner), _): return try value(json, as: inner)
    case (.any, _): return value(json)
    case (.object, .object): return value(json)
    case (.boolean, .bool(let value)): return .boolean(value)
    case (.int, .number(let number)): return .int(try integer(number))
    case (.float, .number(let number)):
      guard let value = number.double else { throw ValueJSONError("the number \(number.text) does not fit a Float") }
      return .float(value)
    case (.string, .string(let text)): return .string(text)
    case (.string, .number(let number)): return .string(number.text)
    case (.string, .bool(let value)): return .string(value ? "true" : "false")
    case (.int, .string), (.float, .string), (.boolean, .string): return try spelled(json, as: type)
    case (.file, .string(let path)): return .file(path)
    case (.directory, .string(let path)): return .directory(ValueText.withoutSlash(path))
    case (.file, .object(let members)): return .file(try location(members, "File"))
    case (.directory, .object(let members)):
      return .directory(ValueText.withoutSlash(try location(members, "Directory")))
    case (.enumeration(let type), .string(let name)): return try choice(name, of: type)
    case (.array(let element, let nonEmpty), .array(let elements)):
      guard !nonEmpty || !elements.isEmpty else { throw ValueJSONError("the array must not be empty") }
      return .array(try values(elements, as: element))
    case (.pair(let left, let right), _): return try pair(json, left, right)
    case (.map(let key, let value), .object(let members)): return .map(try map(members, key, value))
    case (.map(let key, let value), .array(let pairs)): return .map(try map(pairs, key, value))
    case (.structure(let type), .object(let members)): return try structure(members, type)
    default: throw ValueJSONError("expected \(expected(type)) but got \(json.kind)")
    }
  }

  private static func expected(_ type: WDLType) -> String { "a value of type `\(type)`" }

  /// A number or a truth value that was given in quotes.
  private static func spelled(_ json: JSONValue, as type: WDLType) throws(ValueJSONError) -> WDLValue {
    guard case .string(let text) = json, let value = try? ValueCoercion.coerce(.string(text), to: type) else {
      throw ValueJSONError("expected \(expected(type)) but got \(json.kind)")
    }
    return value
  }

  private static func integer(_ number: JSONNumber) throws(ValueJSONError) -> Int64 {
    if let value = number.int { return value }
    if !number.isInteger, let value = number.double, let whole = Int64(exactly: value) { return whole }
    throw ValueJSONError(
      number.isInteger
        ? "the number \(number.text) does not fit an Int" : "expected a value of type `Int` but got \(number.text)")
  }

  private static func values(_ elements: [JSONValue], as type: WDLType) throws(ValueJSONError) -> [WDLValue] {
    var values: [WDLValue] = []
    values.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      values.append(try step("[\(index)]") { () throws(ValueJSONError) in try value(element, as: type) })
    }
    return values
  }

  /// The `location` of a file or folder in the extended format.
  private static func location(_ members: JSONObject, _ kind: String) throws(ValueJSONError) -> String {
    if let type = members["type"], type.string != kind { throw ValueJSONError("the `type` must be `\(kind)`") }
    guard members["listing"] == nil else {
      throw ValueJSONError("a `listing` cannot be used yet; name the folder by its `location` alone")
    }
    guard let location = members["location"]?.string else { throw ValueJSONError("the `location` is missing") }
    if let name = members["basename"]?.string, name != location.split(separator: "/").last.map(String.init) {
      throw ValueJSONError("the `basename` must be the last name of the `location`; renaming is not supported")
    }
    return location
  }

  private static func choice(_ name: String, of type: EnumType) throws(ValueJSONError) -> WDLValue {
    if let index = type.index(of: name) { return .choice(type, index: index) }
    let names = type.choices.map(\.name)
    let hint = Suggestion.nearest(to: name, among: names).map { "; did you mean `\($0)`?" } ?? ""
    throw ValueJSONError("`\(type.name)` has no choice `\(name)`\(hint)")
  }

  private static func pair(
    _ json: JSONValue, _ left: WDLType, _ right: WDLType
  ) throws(ValueJSONError) -> WDLValue {
    switch json {
    case .array(let elements) where elements.count == 2:
      return .pair(
        try step("[0]") { () throws(ValueJSONError) in try value(elements[0], as: left) },
        try step("[1]") { () throws(ValueJSONError) in try value(elements[1], as: right) })
    case .object(let members):
      if let other = members.names.first(where: { $0 != "left" && $0 != "right" }) {
        throw ValueJSONError("a pair has `left` and `right` only, not `\(other)`")
      }
      guard let leftJSON = members["left"], let rightJSON = members["right"] else {
        throw ValueJSONError("a pair needs both `left` and `right`")
      }
      return .pair(
        try step("left") { () throws(ValueJSONError) in try value(leftJSON, as: left) },
        try step("right") { () throws(ValueJSONError) in try value(rightJSON, as: right) })
    default:
      throw ValueJSONError("expected `{\"left\": …, \"right\": …}` or an array of two but got \(json.kind)")
    }
  }

  private static func map(
    _ members: JSONObject, _ keyType: WDLType, _ valueType: WDLType
  ) throws(ValueJSONError) -> WDLMap {
    var map = WDLMap()
    for (name, member) in members {
      try step(name) { () throws(ValueJSONError) in
        guard let key = try? ValueCoercion.coerce(.string(name), to: keyType) else {
          throw ValueJSONError("the key is no `\(keyType)`")
        }
        guard map[key] == nil else { throw ValueJSONError("the key is there twice") }
        map[key] = try value(member, as: valueType)
      }
    }
    return map
  }

  private static func map(
    _ pairs: [JSONValue], _ keyType: WDLType, _ valueType: WDLType
  ) throws(ValueJSONError) -> WDLMap {
    var map = WDLMap()
    for (index, json) in pairs.enumerated() {
      try step("[\(index)]") { () throws(ValueJSONError) in
        guard case .pair(let key, let value) = try pair(json, keyType, valueType) else { return }
        guard map[key] == nil else { throw ValueJSONError("the key is there twice") }
        map[key] = value
      }
    }
    return map
  }

  private static func structure(_ members: JSONObject, _ type: StructType) throws(ValueJSONError) -> WDLValue {
    let names = type.members.map(\.name)
    for name in members.names where type.member(name) == nil {
      let hint = Suggestion.nearest(to: name, among: names).map { "; did you mean `\($0)`?" } ?? ""
      throw ValueJSONError("the struct `\(type.name)` has no member `\(name)`\(hint)")
    }
    var values = WDLMembers()
    for member in type.members {
      if let json = members[member.name] {
        values[member.name] = try step(member.name) { () throws(ValueJSONError) in try value(json, as: member.type) }
      } else if member.type.isOptional {
        values[member.name] = WDLValue.none
      } else {
        throw ValueJSONError("the member `\(member.name)` of the struct `\(type.name)` is missing")
      }
    }
    return .structure(type, values)
  }
}
