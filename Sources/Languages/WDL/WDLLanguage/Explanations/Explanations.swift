import SourceText

/// Every id that a diagnostic of WDL can have, with what it means.
package enum Explanations {
  /// Sorted by id.
  package static let all: [Explanation] =
    [documents, texts, structure, types, names, expressions, calls, tasks, lints].flatMap { $0 }
    .sorted { $0.id < $1.id }

  private static let byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })

  /// - Parameter id: with or without `wdl.` before it.
  package static func find(_ id: String) -> Explanation? { byID[id] ?? byID["wdl." + id] }

  /// The id that was probably meant.
  package static func suggestion(for id: String) -> String? {
    Suggestion.nearest(to: id.hasPrefix("wdl.") ? id : "wdl." + id, among: all.map(\.id))
  }
}
