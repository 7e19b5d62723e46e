package import AWSClient
package import JSONText

/// A value that AWS's JSON protocols carry.
package protocol AWSValue: Hashable, Sendable {
  init(json: JSONValue) throws(AWSResponseError)
  var json: JSONValue { get }
}

/// A structure of a service's model: its members are properties of the same names.
package protocol AWSShape: AWSValue {
  init(from shape: ShapeReader) throws(AWSResponseError)
  func write(to shape: inout ShapeWriter)
}

extension AWSShape {
  package init(json: JSONValue) throws(AWSResponseError) {
    guard let object = json.object else { throw AWSResponseError("expected an object, not \(json.kind)") }
    try self.init(from: ShapeReader(object))
  }

  package var json: JSONValue {
    var writer = ShapeWriter()
    write(to: &writer)
    return .object(writer.object)
  }
}

/// Reads the members of a structure. Members that the model does not have are ignored, null stands for absence.
package struct ShapeReader {
  private let object: JSONObject

  init(_ object: JSONObject) { self.object = object }

  package func optional<Value: AWSValue>(_ name: String) throws(AWSResponseError) -> Value? {
    guard let json = object[name], !json.isNull else { return nil }
    do {
      return try Value(json: json)
    } catch {
      throw AWSResponseError("`\(name)`: \(error)")
    }
  }

  package func required<Value: AWSValue>(_ name: String) throws(AWSResponseError) -> Value {
    guard let value: Value = try optional(name) else { throw AWSResponseError("`\(name)` is missing") }
    return value
  }
}

/// Writes the members of a structure, those that are there.
package struct ShapeWriter {
  private(set) var object = JSONObject()

  package subscript<Value: AWSValue>(_ name: String) -> Value? {
    get { nil }
    set { object[name] = newValue?.json }
  }
}
