package import AWSClient
package import JSONText

extension String: AWSValue {
  package init(json: JSONValue) throws(AWSResponseError) {
    guard let text = json.string else { throw AWSResponseError("expected a string, not \(json.kind)") }
    self = text
  }

  package var json: JSONValue { .string(self) }
}

extension Bool: AWSValue {
  package init(json: JSONValue) throws(AWSResponseError) {
    guard let value = json.bool else { throw AWSResponseError("expected a boolean, not \(json.kind)") }
    self = value
  }

  package var json: JSONValue { .bool(self) }
}

extension Int64: AWSValue {
  package init(json: JSONValue) throws(AWSResponseError) {
    guard let value = json.int ?? json.double.flatMap({ Int64(exactly: $0) }) else {
      throw AWSResponseError("expected an integer, not \(json.kind)")
    }
    self = value
  }

  package var json: JSONValue { .int(self) }
}

extension Int: AWSValue {
  package init(json: JSONValue) throws(AWSResponseError) { self = Int(try Int64(json: json)) }

  package var json: JSONValue { .int(self) }
}

extension Double: AWSValue {
  package init(json: JSONValue) throws(AWSResponseError) {
    guard let value = json.double else { throw AWSResponseError("expected a number, not \(json.kind)") }
    self = value
  }

  package var json: JSONValue { .double(self) }
}

extension JSONValue: AWSValue {
  package init(json: JSONValue) throws(AWSResponseError) { self = json }

  package var json: JSONValue { self }
}

extension Array: AWSValue where Element: AWSValue {
  package init(json: JSONValue) throws(AWSResponseError) {
    guard let elements = json.array else { throw AWSResponseError("expected an array, not \(json.kind)") }
    self = []
    reserveCapacity(elements.count)
    for element in elements { append(try Element(json: element)) }
  }

  package var json: JSONValue { .array(map(\.json)) }
}

extension Dictionary: AWSValue where Key == String, Value: AWSValue {
  package init(json: JSONValue) throws(AWSResponseError) {
    guard let members = json.object else { throw AWSResponseError("expected an object, not \(json.kind)") }
    self = [:]
    for (name, value) in members { self[name] = try Value(json: value) }
  }

  /// Sorted by name, so that the same dictionary is always the same text.
  package var json: JSONValue {
    .object(JSONObject(sorted { $0.key < $1.key }.map { ($0.key, $0.value.json) }))
  }
}
