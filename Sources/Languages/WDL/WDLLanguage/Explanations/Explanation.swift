/// What the id of a diagnostic means.
package struct Explanation: Sendable {
  package let id: String
  /// A line, without a full stop.
  package let summary: String
  /// Why it is said, and what to do.
  package let text: String
  /// A document that is reported for it; empty where it would be too long, or fails only when it runs.
  package let wrong: String
  /// The same, as it should be.
  package let right: String

  init(_ id: String, _ summary: String, _ text: String, wrong: Example, right: Example) {
    self.id = id
    self.summary = summary
    self.text = text
    self.wrong = wrong.text
    self.right = right.text
  }

  /// A document, most of which says itself.
  struct Example: Sendable, ExpressibleByStringLiteral {
    let text: String

    init(stringLiteral text: String) { self.text = text.isEmpty ? "" : text + "\n" }

    private init(_ version: WDLVersion, _ header: String, _ body: String) {
      let lines = body.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "  " + $0 }
      text = "version \(version.rawValue)\n\n\(header) {\n\(lines.joined(separator: "\n"))\n}\n"
    }

    static func workflow(_ body: String, _ version: WDLVersion = .v1_1) -> Example {
      Example(version, "workflow example", body)
    }

    static func task(_ body: String, _ version: WDLVersion = .v1_1) -> Example {
      Example(version, "task example", body)
    }
  }
}
