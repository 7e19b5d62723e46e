/// An amount of US dollars that is known exactly, or to lie between two others.
package struct CostRange: Hashable, Sendable {
  package var low: Double
  package var high: Double

  package static let zero = CostRange(0)

  package init(_ amount: Double) { self.init(low: amount, high: amount) }

  package init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }

  /// The least range that holds both.
  package func spanning(_ other: CostRange) -> CostRange {
    CostRange(low: min(low, other.low), high: max(high, other.high))
  }

  package static func + (left: CostRange, right: CostRange) -> CostRange {
    CostRange(low: left.low + right.low, high: left.high + right.high)
  }

  package static func * (range: CostRange, factor: Double) -> CostRange {
    CostRange(low: range.low * factor, high: range.high * factor)
  }
}

/// A sum of what several attempts cost, some of which may have no known price.
package struct CostSum: Hashable, Sendable {
  package var amount = CostRange.zero
  /// How many attempts are in ``amount``, and how many have no known price.
  package var attempts = 0
  package var unknown = 0

  package init() {}

  package mutating func add(_ cost: CostRange?) {
    if let cost {
      amount = amount + cost
      attempts += 1
    } else {
      unknown += 1
    }
  }
}
