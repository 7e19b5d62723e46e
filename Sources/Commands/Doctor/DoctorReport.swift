import JSONText
import WorkflowModel

/// What the doctor found, as a text or as JSON: without I/O.
struct DoctorReport: Hashable, Sendable {
  /// Of one environment.
  struct Part: Hashable, Sendable {
    let environment: String
    let findings: [Finding]
  }

  let parts: [Part]
  /// Why less is known of the tasks than could be.
  var notes: [String] = []

  private var findings: [Finding] { parts.flatMap(\.findings) }

  var hasErrors: Bool { findings.contains { $0.verdict == .error } }

  var lines: [String] {
    var lines: [String] = []
    for part in parts {
      lines.append("environment \(part.environment)")
      lines += part.findings.flatMap(Self.lines)
    }
    lines += notes.map { "note: " + $0 }
    return lines + [summary]
  }

  private static func lines(_ finding: Finding) -> [String] {
    let width = 7
    let verdict = finding.verdict.rawValue
    let space = String(repeating: " ", count: width - verdict.count)
    let isGood = finding.verdict == .ok
    // What is wrong begins with what was looked at, or says it itself.
    let text = finding.namesItself ? finding.text : "\(finding.subject): \(finding.text)"
    var lines = ["  \(verdict)\(space)  \(text)" + (isGood ? "" : " [\(finding.kind.id)]")]
    if let fix = finding.fix { lines.append("           fix: \(fix)") }
    return lines
  }

  private var summary: String {
    let counts = Finding.Verdict.allCases.reversed().compactMap { verdict in
      let count = findings.count { $0.verdict == verdict }
      let name = verdict == .ok || count == 1 ? verdict.rawValue : verdict.rawValue + "s"
      return count > 0 ? "\(count) \(name)" : nil
    }
    return counts.joined(separator: ", ")
      + (findings.contains { $0.verdict != .ok } ? "; martlet explain ID says more of what stands in brackets" : "")
  }

  var json: JSONValue {
    [
      "environments": .array(
        parts.map {
          ["environment": .string($0.environment), "findings": .array($0.findings.map(\.json))]
        }),
      "notes": .array(notes.map { .string($0) }), "hasErrors": .bool(hasErrors),
    ]
  }
}

extension Finding {
  /// Whether the text says what was looked at.
  fileprivate var namesItself: Bool { text.hasPrefix("the ") || text.hasPrefix("there is no ") }
}
