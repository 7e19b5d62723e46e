import JSONText

extension MetaSyntax {
  /// The section as JSON; of a name that is there twice the last counts.
  var json: JSONObject { JSONObject(entries.map { ($0.name.text, $0.value.json) }) }

  /// The Boolean of that name.
  func flag(_ name: String) -> Bool? {
    for entry in entries where entry.name.text == name {
      if case .boolean(let value) = entry.value { return value }
    }
    return nil
  }
}

extension MetaSyntax.Value {
  fileprivate var json: JSONValue {
    switch self {
    case .null: .null
    case .boolean(let value): .bool(value)
    case .integer(let value): .int(value)
    case .float(let value): .double(value)
    case .string(let text): .string(text)
    case .array(let values): .array(values.map(\.json))
    case .object(let members): .object(JSONObject(members.map { ($0.name.text, $0.value.json) }))
    }
  }
}
