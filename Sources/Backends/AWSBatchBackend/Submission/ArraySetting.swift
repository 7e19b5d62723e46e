package import JSONText
import TaskManifest

/// Whether equal tasks that are ready together become one array job: `array: off`, `auto`, or the largest size.
package enum ArraySetting: Hashable, Sendable {
  case off
  case auto
  /// 2 to 10,000 children.
  case upTo(Int)

  /// Children of one array at the most; 1 when there are to be none.
  package var limit: Int {
    switch self {
    case .off: 1
    case .auto: ManifestPack.largestCount
    case .upTo(let count): count
    }
  }

  /// Reads the setting of `martlet.yaml` or of a task; nil when it is none.
  package init?(json: JSONValue) {
    switch (json.string?.lowercased(), json.bool, json.int) {
    case ("off", _, _), ("false", _, _), (_, false, _), (_, _, 0), (_, _, 1): self = .off
    case ("auto", _, _), ("on", _, _), ("true", _, _), (_, true, _): self = .auto
    case (let text, _, let number):
      guard let count = (number ?? text.flatMap { Int64($0) }).flatMap({ Int(exactly: $0) }),
        (2...ManifestPack.largestCount).contains(count)
      else { return nil }
      self = .upTo(count)
    }
  }

  /// For messages.
  package static let meaning = "must be `off`, `auto` or the largest size of an array, from 2 to 10000"
}
