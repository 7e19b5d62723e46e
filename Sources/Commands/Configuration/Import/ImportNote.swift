import SourceText

/// What became of a setting of another system.
struct ImportNote: Hashable, Sendable {
  /// In the order in which they are told.
  enum Outcome: String, Sendable, CaseIterable {
    /// Somebody has to say it: martlet.yaml has a place holder.
    case needed
    /// The meaning is another one, or the value had to be.
    case changed, dropped, kept
  }

  let outcome: Outcome
  /// As it is named there: `aws.region`.
  let name: String
  /// Where it stands; nil for what stands nowhere.
  let line: Int?
  /// What it became, or why it did not. Never a value: it may be a secret.
  let text: String

  /// The notes as a table, the most urgent first.
  ///
  /// - Returns: lines without line feeds.
  static func table(_ notes: [ImportNote]) -> [String] {
    let rows = Outcome.allCases.flatMap { outcome in
      notes.filter { $0.outcome == outcome }.sorted { ($0.line ?? 0) < ($1.line ?? 0) }
    }
    // A name is the user's, and may be long.
    let width = min(52, rows.map(\.name.count).max() ?? 0)
    return rows.map { row in
      let outcome = row.outcome.rawValue.padded(to: 8)
      let line = (row.line.map { "line \($0)" } ?? "").padded(to: 9)
      return "\(outcome) \(line) \(row.name.padded(to: width))  \(row.text)".replacing("\n", with: " ")
    }
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
