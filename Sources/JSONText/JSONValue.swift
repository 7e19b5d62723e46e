/// A JSON value that keeps the order of an object's members and the spelling of its numbers.
///
/// Foundation reads `1.0` as an integer, rounds `12345678901234567890` and loses the order of keys; workflows need
/// all three, so JSON is read and written here. Source: RFC 8259.
package enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(JSONNumber)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int) { self = .number(JSONNumber(value)) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(JSONObject(elements)) }
  package init(nilLiteral: ()) { self = .null }
}

extension JSONValue {
  package static func int(_ value: Int) -> JSONValue { .number(JSONNumber(value)) }
  package static func int(_ value: Int64) -> JSONValue { .number(JSONNumber(text: String(value))) }
  package static func double(_ value: Double) -> JSONValue { .number(JSONNumber(value)) }

  /// The members, when this is an object.
  package var object: JSONObject? { if case .object(let members) = self { members } else { nil } }
  /// The elements, when this is an array.
  package var array: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }
  package var string: String? { if case .string(let text) = self { text } else { nil } }
  package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  /// The number as a 64-bit integer, when it is spelled as one and fits.
  package var int: Int64? { if case .number(let number) = self { number.int } else { nil } }
  package var double: Double? { if case .number(let number) = self { number.double } else { nil } }
  package var isNull: Bool { self == .null }

  /// The member of that name; nil when this is no object or has no such member.
  package subscript(_ name: String) -> JSONValue? { object?[name] }

  /// What a person calls a value of this kind: `a string`, `an object`.
  package var kind: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}
