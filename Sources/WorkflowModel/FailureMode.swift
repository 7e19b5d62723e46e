/// What happens to the rest of a run when a call has failed for good.
package enum FailureMode: String, CaseIterable, Hashable, Sendable {
  /// No call starts any more and those that run are cancelled, so that the error is seen at once. The default: what a
  /// person waits for is the error, and work that succeeded before it is kept either way.
  case cancel
  /// No call starts any more; those that run go on to their end.
  case finish
  /// Every call goes on that does not need what has failed.
  case `continue`

  /// The names that users of other engines know: Cromwell's `workflow_failure_mode`, Nextflow's `errorStrategy`,
  /// Snakemake's `--keep-going`, miniwdl's `fail_fast`.
  package static let aliases: [String: FailureMode] = [
    "NoNewCalls": .finish, "ContinueWhilePossible": .continue, "terminate": .cancel, "ignore": .continue,
    "keep-going": .continue, "fail-fast": .cancel,
  ]

  /// Reads a name or an alias, capitals and joints (`-`, `_`) aside; nil for another word.
  package init?(named text: String) {
    let wanted = Self.plain(text)
    if let mode = Self.allCases.first(where: { $0.rawValue == wanted }) {
      self = mode
    } else if let alias = Self.aliases.first(where: { Self.plain($0.key) == wanted }) {
      self = alias.value
    } else {
      return nil
    }
  }

  private static func plain(_ text: String) -> String { text.lowercased().filter { $0 != "-" && $0 != "_" } }
}

/// Thrown, in a run that goes on after failures, by what needs something that has failed.
package struct FailedBefore: Error, Hashable, Sendable, CustomStringConvertible {
  /// What failed at first: a call, or a name of a workflow; it is in the run's record.
  package let cause: CallPath

  package init(_ cause: CallPath) { self.cause = cause }

  package var description: String { "\(cause) has failed" }
}
