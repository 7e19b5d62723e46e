/// The header fields of a request or a response, in order. Names are compared without regard to case.
package struct HTTPFields: Hashable, Sendable {
  package struct Field: Hashable, Sendable {
    package let name: String
    package let value: String
  }

  package private(set) var fields: [Field] = []

  package init() {}

  package init(_ fields: [(String, String)]) { for (name, value) in fields { add(name, value) } }

  /// The first field of that name. Setting replaces all of that name; nil removes them.
  package subscript(_ name: String) -> String? {
    get { fields.first { Self.isSame($0.name, name) }?.value }
    set {
      fields.removeAll { Self.isSame($0.name, name) }
      if let newValue { add(name, newValue) }
    }
  }

  /// Whether two names differ in nothing but the case of their letters. Names are ASCII.
  private static func isSame(_ one: String, _ other: String) -> Bool {
    one.utf8.count == other.utf8.count && zip(one.utf8, other.utf8).allSatisfy { lowerCase($0) == lowerCase($1) }
  }

  private static func lowerCase(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

  package mutating func add(_ name: String, _ value: String) { fields.append(Field(name: name, value: value)) }
}

extension HTTPFields: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, String)...) { self.init(elements) }
}

extension HTTPFields: Sequence {
  package func makeIterator() -> Array<Field>.Iterator { fields.makeIterator() }
}
