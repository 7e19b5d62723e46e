/// A version of the language, as the `version` statement names it.
package enum WDLVersion: String, Hashable, Sendable, CaseIterable, Comparable {
  /// A document without a `version` statement.
  case draft2 = "draft-2"
  case v1_0 = "1.0"
  case v1_1 = "1.1"
  case v1_2 = "1.2"
  case v1_3 = "1.3"

  package static let newest = WDLVersion.v1_3

  package static func < (left: WDLVersion, right: WDLVersion) -> Bool { left.order < right.order }

  private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// Reads the word after `version`; `development` means the newest, and a patch number (`1.2.1`) is let go.
  package init?(word: String) {
    if word == "development" {
      self = .newest
      return
    }
    if let version = WDLVersion(rawValue: word), version != .draft2 {
      self = version
      return
    }
    let parts = word.split(separator: ".", omittingEmptySubsequences: false)
    let minor = parts.count > 2 ? parts.prefix(2).joined(separator: ".") : word
    guard let version = WDLVersion(rawValue: minor), version != .draft2 else { return nil }
    self = version
  }
}
