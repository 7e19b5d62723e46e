/// Writes JSON text: on one line, or indented for people.
package struct JSONWriter {
  private enum Style { case compact, spaced, indented }

  private var text: [UInt8] = []
  private let style: Style

  private init(_ style: Style) { self.style = style }

  /// One line without spaces.
  package static func compact(_ value: JSONValue) -> String { write(value, .compact) }

  /// One line with a space after each comma and colon.
  package static func spaced(_ value: JSONValue) -> String { write(value, .spaced) }

  /// Two spaces a level, a member or element a line, no line feed at the end.
  package static func indented(_ value: JSONValue) -> String { write(value, .indented) }

  private static func write(_ value: JSONValue, _ style: Style) -> String {
    var writer = JSONWriter(style)
    writer.write(value, level: 0)
    return String(decoding: writer.text, as: UTF8.self)
  }

  private mutating func put(_ string: StaticString) {
    text.append(contentsOf: UnsafeBufferPointer(start: string.utf8Start, count: string.utf8CodeUnitCount))
  }

  private mutating func newLine(_ level: Int) {
    guard style == .indented else { return }
    text.append(0x0A)
    text.append(contentsOf: repeatElement(0x20, count: 2 * level))
  }

  private mutating func write(_ value: JSONValue, level: Int) {
    switch value {
    case .null: put("null")
    case .bool(let value): value ? put("true") : put("false")
    case .number(let number): text.append(contentsOf: number.text.utf8)
    case .string(let string): write(string)
    case .array(let elements):
      list("[", "]", elements, level) { writer, element in writer.write(element, level: level + 1) }
    case .object(let members):
      list("{", "}", Array(members), level) { writer, member in
        writer.write(member.0)
        writer.style == .compact ? writer.put(":") : writer.put(": ")
        writer.write(member.1, level: level + 1)
      }
    }
  }

  private mutating func list<Element>(
    _ open: StaticString, _ close: StaticString, _ elements: [Element], _ level: Int,
    _ write: (inout JSONWriter, Element) -> Void
  ) {
    put(open)
    for (number, element) in elements.enumerated() {
      if number > 0 { style == .spaced ? put(", ") : put(",") }
      newLine(level + 1)
      write(&self, element)
    }
    if !elements.isEmpty { newLine(level) }
    put(close)
  }

  private mutating func write(_ string: String) {
    put("\"")
    for byte in string.utf8 {
      switch byte {
      case 0x22: put("\\\"")
      case 0x5C: put("\\\\")
      case 0x0A: put("\\n")
      case 0x0D: put("\\r")
      case 0x09: put("\\t")
      case ..<0x20, 0x7F:
        let digits = String(byte, radix: 16)
        put("\\u00")
        if digits.utf8.count < 2 { put("0") }
        text.append(contentsOf: digits.utf8)
      default: text.append(byte)
      }
    }
    put("\"")
  }
}
