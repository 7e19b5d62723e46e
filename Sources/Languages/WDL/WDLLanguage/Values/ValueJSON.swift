package import JSONText

/// Values as JSON, both ways.
///
/// Source: specification, JSON Serialization of WDL Types; Extended File/Directory Input/Output Format.
package enum ValueJSON {
  /// What becomes of a map whose keys are no strings.
  package enum MapKeys: Sendable {
    /// It cannot be written (specification: JSON Serialization of WDL Types).
    case strings
    /// Its keys are written as text where they are of a primitive type, as Cromwell and miniwdl do with the outputs of a
    /// workflow: at its end there is nobody left to mend it.
    case asText
  }

  /// - Parameter type: the type of the value as declared: a Float is written as one even where the number is whole.
  /// - Throws: ``ValueJSONError`` for what JSON cannot hold: a map whose keys are no strings, an infinite number.
  package static func json(
    of value: WDLValue, type: WDLType, keys: MapKeys = .strings
  ) throws(ValueJSONError) -> JSONValue {
    switch value {
    case .none: return .null
    case .boolean(let value): return .bool(value)
    case .int(let value): return type.required == .float ? .double(Double(value)) : .int(value)
    case .float(let value):
      guard value.isFinite else { throw ValueJSONError("JSON has no number \(value)") }
      return .double(value)
    case .string(let text), .file(let text): return .string(text)
    case .directory(let path): return .string(ValueText.withoutSlash(path))
    case .choice(let type, let index): return .string(type.choices[index].name)
    case .array(let elements): return .array(try json(of: elements, type: type, keys))
    case .pair(let left, let right):
      let types = type.pairTypes
      return .object([
        "left": try step("left") { () throws(ValueJSONError) in try json(of: left, type: types.left, keys: keys) },
        "right": try step("right") { () throws(ValueJSONError) in try json(of: right, type: types.right, keys: keys) },
      ])
    case .map(let map): return .object(try json(of: map, type: type, keys))
    case .structure(_, let members), .object(let members), .members(let members):
      var object = JSONObject()
      for (name, value) in members.entries {
        let memberType = type.memberType(name)
        object[name] = try step(name) { () throws(ValueJSONError) in try json(of: value, type: memberType, keys: keys) }
      }
      return .object(object)
    }
  }

  private static func json(
    of elements: [WDLValue], type: WDLType, _ keys: MapKeys
  ) throws(ValueJSONError) -> [JSONValue] {
    let elementType = type.elementType
    var array: [JSONValue] = []
    array.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      array.append(
        try step("[\(index)]") { () throws(ValueJSONError) in try json(of: element, type: elementType, keys: keys) })
    }
    return array
  }

  private static func json(
    of map: WDLMap, type: WDLType, _ keys: MapKeys
  ) throws(ValueJSONError) -> JSONObject {
    let types = type.mapTypes
    switch types.key {
    case .string, .file, .directory, .enumeration, .any: break
    default:
      if keys == .strings { throw ValueJSONError("JSON cannot hold a map whose keys are of type `\(types.key)`") }
    }
    var object = JSONObject()
    for (key, value) in map.entries {
      let name = try self.name(of: key, keys)
      object[name] = try step(name) { () throws(ValueJSONError) in try json(of: value, type: types.value, keys: keys) }
    }
    return object
  }

  private static func name(of key: WDLValue, _ keys: MapKeys) throws(ValueJSONError) -> String {
    switch (key, keys) {
    case (.string, _), (.file, _), (.directory, _), (.choice, _), (.boolean, .asText), (.int, .asText),
      (.float, .asText):
      if let name = try? ValueText.text(of: key) { return name }
    default: break
    }
    throw ValueJSONError("JSON cannot hold a map with \(key.kind) for a key")
  }

  /// Does something with a part of the value; a mistake in it is told with the way to it.
  static func step<Result>(
    _ name: String, _ body: () throws(ValueJSONError) -> Result
  ) throws(ValueJSONError) -> Result {
    do { return try body() } catch { throw error.within(name) }
  }
}

extension WDLType {
  /// The element type of an array; `Any` when this is none.
  var elementType: WDLType { if case .array(let element, _) = required { element } else { .any } }

  var pairTypes: (left: WDLType, right: WDLType) {
    if case .pair(let left, let right) = required { (left, right) } else { (.any, .any) }
  }

  var mapTypes: (key: WDLType, value: WDLType) {
    if case .map(let key, let value) = required { (key, value) } else { (.any, .any) }
  }

  /// The type of a struct's member or a call's output; `Any` when this has none of that name.
  func memberType(_ name: String) -> WDLType {
    switch required {
    case .structure(let type): type.member(name)?.type ?? .any
    case .call(let type): type.output(name)?.type ?? .any
    default: .any
    }
  }
}
