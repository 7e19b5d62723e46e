package import JSONText
import TaskFolder
import WorkflowModel

/// Paths that must stay, and what that means for folders above and below them: decided without I/O.
package struct KeptPaths: Sendable {
  package enum Verdict: Hashable, Sendable {
    case keep
    case remove
    /// Something in it must stay.
    case lookInside
  }

  private var kept: Set<String> = []
  private var above: Set<String> = []

  package init() {}

  /// - Parameter path: of a file or a folder, which stays with everything in it. Absolute.
  package mutating func keep(_ path: String) {
    guard kept.insert(path).inserted else { return }
    var folder = Disk.parent(of: path)
    while folder != "/", folder != ".", above.insert(folder).inserted { folder = Disk.parent(of: folder) }
  }

  package mutating func add(_ other: KeptPaths) { for path in other.kept { keep(path) } }

  /// Of a path none of whose folders is kept.
  package func verdict(on path: String) -> Verdict {
    kept.contains(path) ? .keep : above.contains(path) ? .lookInside : .remove
  }

  /// The paths of this machine that stand in a value, however deep.
  package static func paths(in value: JSONValue) -> [String] {
    references(in: value).filter { $0.isLocal && $0.location.hasPrefix("/") }.map(\.location)
  }

  /// Every text in a value, however deep, as the file that it may name.
  static func references(in value: JSONValue) -> [FileReference] {
    switch value {
    case .string(let text): [FileReference(text)]
    case .array(let elements): elements.flatMap(references)
    case .object(let members): members.values.flatMap(references)
    case .null, .bool, .number: []
    }
  }
}
