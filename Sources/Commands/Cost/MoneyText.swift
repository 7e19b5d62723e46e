import JSONText
import RunCost

/// Amounts of US dollars as people read them.
enum MoneyText {
  /// `12.34`, `0.0571`: cents from a dollar on, below that as many places as tell something.
  static func text(_ amount: Double) -> String {
    let places = amount >= 1 || amount == 0 ? 2 : amount >= 0.01 ? 4 : 6
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let units = Int64((amount * scale).rounded())
    let (whole, rest) = units.quotientAndRemainder(dividingBy: Int64(scale))
    let digits = String(rest)
    return "\(whole)." + String(repeating: "0", count: places - digits.count) + digits
  }

  /// `0.05–0.19`; one amount where both are told alike.
  static func text(_ range: CostRange) -> String {
    let (low, high) = (text(range.low), text(range.high))
    return low == high ? low : "\(low)–\(high)"
  }

  /// The same, with a mark where it leaves something out; `unknown` when that is all.
  static func text(_ sum: CostSum) -> String {
    if sum.attempts == 0, sum.unknown > 0 { return "unknown" }
    return text(sum.amount) + (sum.unknown > 0 ? " + unknown" : "")
  }

  /// Without the digits that sums of binary fractions bring along.
  static func json(_ amount: Double) -> JSONValue { .double((amount * 1e9).rounded() / 1e9) }
}
