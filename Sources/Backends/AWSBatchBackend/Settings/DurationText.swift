package import JSONText

/// Times as people write them in settings.
package enum DurationText {
  /// A number of seconds, or numbers with `ms`, `s`, `min`, `h` or `d` (`1h 30min`); nil for anything else.
  package static func read(_ value: JSONValue) -> Duration? {
    if let number = value.double { return .seconds(number) }
    guard let text = value.string else { return nil }
    var rest = text.drop { $0 == " " }
    guard !rest.isEmpty else { return nil }
    var total = Duration.zero
    while !rest.isEmpty {
      let number = rest.prefix { $0.isNumber || $0 == "." }
      guard let amount = Double(number), amount.isFinite, amount < 1e12 else { return nil }
      rest = rest.dropFirst(number.count).drop { $0 == " " }
      let unit = rest.prefix { $0.isLetter }
      guard let seconds = seconds(unit) else { return nil }
      total += .seconds(amount * seconds)
      rest = rest.dropFirst(unit.count).drop { $0 == " " }
    }
    return total
  }

  private static func seconds(_ unit: Substring) -> Double? {
    switch unit {
    case "ms", "milli", "millis": 0.001
    case "", "s", "sec", "second", "seconds": 1
    case "m", "min", "minute", "minutes": 60
    case "h", "hour", "hours": 3600
    case "d", "day", "days": 86_400
    default: nil
    }
  }
}
