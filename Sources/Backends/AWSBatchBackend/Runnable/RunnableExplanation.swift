import AWSServices
package import JSONText

/// Why a job stays RUNNABLE, the surest cause first. Decided from facts alone.
///
/// Sources: "Jobs stuck in a RUNNABLE status" and "Job queue blocked events" of the Batch user guide.
package struct RunnableExplanation: Hashable, Sendable {
  package enum Certainty: String, Hashable, Sendable, Comparable {
    /// It cannot start while this is so.
    case certain
    case likely
    case possible

    package static func < (left: Certainty, right: Certainty) -> Bool { left.rank < right.rank }
    private var rank: Int { self == .certain ? 0 : self == .likely ? 1 : 2 }
  }

  package struct Cause: Hashable, Sendable {
    /// Stable, for programs.
    package let id: String
    package let certainty: Certainty
    /// A clause without a full stop.
    package let text: String
    /// What to do about it.
    package let advice: String
  }

  package let causes: [Cause]
  /// What could not be asked.
  package let unasked: [String]

  package init(_ facts: RunnableFacts) {
    var finder = RunnableCauses(facts)
    let found = finder.find()
    causes = found.enumerated().sorted { ($0.element.certainty, $0.offset) < ($1.element.certainty, $1.offset) }
      .map(\.element)
    unasked = facts.unasked
  }

  /// The surest cause in a line; nil when there is none.
  package var line: String? { causes.first?.text }

  /// Nothing but a change of queue, compute environments or request will start it.
  package var isHopeless: Bool { causes.first?.certainty == .certain }

  package var json: JSONValue {
    [
      "causes": .array(
        causes.map {
          [
            "id": .string($0.id), "certainty": .string($0.certainty.rawValue), "text": .string($0.text),
            "advice": .string($0.advice),
          ]
        }), "unasked": .array(unasked.map { .string($0) }),
    ]
  }
}
