import WorkflowModel

/// What a run cost: totals, and the same by task, by call and by label. Nothing here prints.
///
/// It is an estimate of the time on machines, not the bill.
package struct RunCost: Hashable, Sendable {
  package enum Grouping: String, CaseIterable, Sendable {
    case task, call, label
  }

  /// What several attempts cost together.
  package struct Line: Hashable, Sendable {
    /// `variants.align`, `variants/align[3]`, or `size=large`; empty for the total, and for attempts without a label.
    package var key: String
    package var calls = 0
    package var attempts = 0
    /// Attempts that cost nothing: on this machine, and those that never came to run.
    package var free = 0
    /// Milliseconds on machines that cost something.
    package var time: Int64 = 0
    package var all = CostSum()
    /// Of that in attempts whose machine was taken away.
    package var lost = CostSum()
    /// Of that in attempts that failed in another way, or were ended from outside.
    package var failed = CostSum()

    package init(key: String) { self.key = key }
  }

  /// What the calls would have cost whose results came from the call cache.
  package struct Saving: Hashable, Sendable {
    package var calls = 0
    package var sum = CostSum()
    /// Calls whose recorded run is not here.
    package var unknown = 0

    package init() {}
  }

  /// Whether some attempts go on.
  package var isUnderWay = false
  package var total = Line(key: "")
  /// The lines of each grouping, in the order in which they began.
  package var lines: [Grouping: [Line]] = [:]
  package var saving = Saving()
  /// The regions that it ran in.
  package var regions: Set<String> = []

  package init() {}
}
