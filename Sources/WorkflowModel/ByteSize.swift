/// Sizes as people write them: `2 GiB`, `4000MB`, `512`.
package enum ByteSize {
  /// The factor of a unit: powers of 1000 for `KB`, `MB`, …, of 1024 for `KiB`, `MiB`, ….
  package static func factor(_ unit: some StringProtocol) -> Double? {
    switch unit.lowercased() {
    case "", "b": 1
    case "k", "kb": 1e3
    case "m", "mb": 1e6
    case "g", "gb": 1e9
    case "t", "tb": 1e12
    case "p", "pb": 1e15
    case "ki", "kib": 1_024
    case "mi", "mib": 1_048_576
    case "gi", "gib": 1_073_741_824
    case "ti", "tib": 1_099_511_627_776
    case "pi", "pib": 1_125_899_906_842_624
    default: nil
    }
  }

  /// - Parameter defaultUnit: taken for a number without a unit.
  /// - Returns: bytes, rounded up; nil when the text is no size.
  package static func parse(_ text: String, defaultUnit: String = "B") -> Int64? {
    let text = text.withoutOuterSpace
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = String(text[digits.endIndex...]).withoutOuterSpace
    guard let number = Double(digits), let factor = factor(unit.isEmpty ? defaultUnit : unit) else { return nil }
    return bytes(number * factor)
  }

  /// A size in the largest binary unit of which there is one: `10 GiB`, `1.5 MiB`, `12 B`.
  package static func text(_ bytes: Int64) -> String {
    var value = Double(bytes)
    var unit = "B"
    for larger in ["KiB", "MiB", "GiB", "TiB", "PiB"] where value >= 1024 {
      value /= 1024
      unit = larger
    }
    let tenths = (value * 10).rounded() / 10
    return (tenths == tenths.rounded() ? "\(Int64(tenths))" : "\(tenths)") + " " + unit
  }

  /// Nil when it is negative or does not fit.
  package static func bytes(_ value: Double) -> Int64? {
    value >= 0 && value < 9e18 ? Int64(value.rounded(.up)) : nil
  }
}

extension String {
  /// Without white space at its ends.
  package var withoutOuterSpace: String {
    let front = drop { $0.isWhitespace }
    guard let last = front.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(front[...last])
  }
}
