package import JSONText

/// Something that a look at an environment may find, under an id that stays as it is.
package struct FindingKind: Hashable, Sendable {
  /// `doctor.queue-disabled`.
  package let id: String
  /// A clause, as it stands in a list.
  package let summary: String
  /// What it means and what to do: sentences.
  package let text: String

  package init(_ id: String, _ summary: String, _ text: String) {
    self.id = id
    self.summary = summary
    self.text = text
  }
}

/// What one look at an environment found.
package struct Finding: Hashable, Sendable {
  package enum Verdict: String, Hashable, Sendable, CaseIterable {
    case ok
    /// Nothing is known to be wrong, but a person may want to know.
    case note
    /// Runs work, but not as well as they could, or not always.
    case warning
    /// Runs fail.
    case error
  }

  package let kind: FindingKind
  package let verdict: Verdict
  /// What was looked at: `job queue spot`.
  package let subject: String
  /// What was found: lower case, no full stop.
  package let text: String
  /// What to do, for a person to paste where that is possible.
  package let fix: String?
  /// What it is for a run that ends by it.
  package let code: ExecutionError.Code

  package init(
    _ kind: FindingKind, _ verdict: Verdict, _ subject: String, _ text: String, fix: String? = nil,
    code: ExecutionError.Code = .configuration
  ) {
    self.kind = kind
    self.verdict = verdict
    self.subject = subject
    self.text = text
    self.fix = fix
    self.code = code
  }

  package var json: JSONValue {
    var members: JSONObject = [
      "id": .string(kind.id), "verdict": .string(verdict.rawValue), "subject": .string(subject),
      "text": .string(text),
    ]
    if let fix { members["fix"] = .string(fix) }
    return .object(members)
  }
}
