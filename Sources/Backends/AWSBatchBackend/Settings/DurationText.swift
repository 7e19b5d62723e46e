package import JSONText

/// Times as people write them in settings.
package enum DurationText {
  /// A number of seconds, or a number with `ms`, `s`, `min` or `h`; nil for anything else.
  package static func read(_ value: JSONValue) -> Duration? {
    if let number = value.double { return .seconds(number) }
    guard let text = value.string else { return nil }
    let number = text.prefix { $0.isNumber || $0 == "." }
    guard let amount = Double(number), amount.isFinite else { return nil }
    switch text.dropFirst(number.count).drop(while: { $0 == " " }) {
    case "ms": return .milliseconds(amount)
    case "", "s", "sec", "seconds": return .seconds(amount)
    case "m", "min", "minutes": return .seconds(amount * 60)
    case "h", "hour", "hours": return .seconds(amount * 3600)
    case "d", "day", "days": return .seconds(amount * 86_400)
    default: return nil
    }
  }
}
