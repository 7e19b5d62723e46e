package import WorkflowModel

/// What a report tells of a run beside its journal. All of it may be missing.
package struct ReportHeading: Sendable {
  /// What was typed, without secrets.
  package var command: String?
  /// The path or URL of the main document.
  package var source: String?
  /// The version of martlet that began the run.
  package var version: String?
  /// How to go on with a run that did not succeed: what has to be typed.
  package var resuming: String?
  /// The run's calls and which of them wait for which.
  package var graph: CallGraph?
  package var costs: ReportedCosts?

  package init() {}
}

/// What a run has cost, by the names of its calls: amounts as people read them, which may be ranges.
package struct ReportedCosts: Hashable, Sendable {
  /// `USD`.
  package let currency: String
  package let total: String
  /// By ``CallPath/name``.
  package let calls: [String: String]
  /// How sure that is, and of which date the prices are; for people.
  package let note: String?

  package init(currency: String, total: String, calls: [String: String], note: String? = nil) {
    self.currency = currency
    self.total = total
    self.calls = calls
    self.note = note
  }
}

/// Whether a process has a run that has no end.
package enum Holding: String, Sendable {
  case running, left, unknown
}
