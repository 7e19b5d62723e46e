package import JSONText

/// Values as JSON, both ways.
///
/// Source: specification, JSON Serialization of WDL Types; Extended File/Directory Input/Output Format.
package enum ValueJSON {
  /// - Parameter type: the type of the value as declared: a Float is written as one even where the number is whole.
  /// - Throws: ``ValueJSONError`` for what JSON cannot hold: a map whose keys are no strings, an infinite number.
  package static func json(of value: WDLValue, type: WDLType) throws(ValueJSONError) -> JSONValue {
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
    case .array(let elements): return .array(try json(of: elements, type: type))
    case .pair(let left, let right):
      let types = type.pairTypes
      return .object([
        "left": try step("left") { () throws(ValueJSONError) in try json(of: left, type: types.left) },
        "right": try step("right") { () throws(ValueJSONError) in try json(of: right, type: types.right) },
      ])
    case .map(let map): return .object(try json(of: map, type: type))
    case .structure(_, let members), .object(let members), .members(let members):
      var object = JSONObject()
      for (name, value) in members.entries {
        let memberType = type.memberType(name)
        object[name] = try step(name) { () throws(ValueJSONError) in try json(of: value, type: memberType) }
      }
      return .object(object)
    }
  }

  private static func json(of elements: [WDLValue], type: WDLType) throws(ValueJSONError) -> [JSONValue] {
    let elementType = type.elementType
    var array: [JSONValue] = []
    array.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      array.append(
        try step("[\(index)]") { () throws(ValueJSONError) in try json(of: element, type: elementType) })
    }
    return array
  }

  private static func json(of map: WDLMap, type: WDLType) throws(ValueJSONError) -> JSONObject {
    let types = type.mapTypes
    switch types.key {
    case .string, .file, .directory, .enumeration, .any: break
    default: throw ValueJSONError("JSON cannot hold a map whose keys are of type `\(types.key)`")
    }
    var object = JSONObject()
    for (key, value) in map.entries {
      switch key {
      case .string, .file, .directory, .choice: break
      default: throw ValueJSONError("JSON cannot hold a map with \(key.kind) for a key")
      }
      guard let name = try? ValueText.text(of: key) else { continue }
      object[name] = try step(name) { () throws(ValueJSONError) in try json(of: value, type: types.value) }
    }
    return object
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
