/// A number as it was spelled: `1.0` stays `1.0`, and no digit of a long integer is lost.
package struct JSONNumber: Hashable, Sendable {
  /// The spelling; always a valid JSON number.
  package let text: String

  /// - Parameter text: a valid JSON number; this is not checked.
  package init(text: String) { self.text = text }

  package init(_ value: Int) { self.init(text: String(value)) }

  /// The shortest spelling that reads back as the same number. Infinities and NaN, which JSON cannot spell, become
  /// `null`'s neighbour `0`: callers refuse them before they get here.
  package init(_ value: Double) {
    self.init(text: value.isFinite ? "\(value)" : "0")
  }

  /// Whether the spelling has neither a fraction nor an exponent.
  package var isInteger: Bool { !text.utf8.contains { $0 == 0x2E || $0 == 0x65 || $0 == 0x45 } }

  /// The value, when it is spelled as an integer and fits 64 bits.
  package var int: Int64? { isInteger ? Int64(text) : nil }

  /// The nearest double; nil when the number is out of a double's range.
  package var double: Double? { Double(text).flatMap { $0.isFinite ? $0 : nil } }
}
