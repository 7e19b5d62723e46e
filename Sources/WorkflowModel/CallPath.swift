/// Which call of a run: the names from the outermost workflow inwards, with the indices of the scatters around them.
///
/// `variants/align[3]/sort` reads: in the fourth element of the scatter, call `align` of `variants`, in it call `sort`.
/// It names the call's folder, its job and its place in the journal.
package struct CallPath: Hashable, Sendable, CustomStringConvertible {
  package struct Step: Hashable, Sendable {
    package let name: String
    /// The indices of the scatters around the call, the outermost first.
    package let shards: [Int]

    package init(_ name: String, shards: [Int] = []) {
      self.name = name
      self.shards = shards
    }
  }

  package let steps: [Step]

  package init(_ steps: [Step]) { self.steps = steps }

  package func appending(_ name: String, shards: [Int] = []) -> CallPath {
    CallPath(steps + [Step(name, shards: shards)])
  }

  /// The name of the call without indices: `align.sort`.
  package var name: String { steps.map(\.name).joined(separator: ".") }

  /// The folder under `calls/`: `align/3/sort`.
  package var folder: String {
    steps.map { ([$0.name] + $0.shards.map(String.init)).joined(separator: "/") }.joined(separator: "/")
  }

  package var description: String {
    steps.map { $0.name + $0.shards.map { "[\($0)]" }.joined() }.joined(separator: "/")
  }
}

extension CallPath: Comparable {
  /// By names, and by the numbers of elements: `align[2]` before `align[10]`, a workflow before its calls.
  package static func < (left: CallPath, right: CallPath) -> Bool {
    left.steps.lexicographicallyPrecedes(right.steps) { left, right in
      left.name == right.name ? left.shards.lexicographicallyPrecedes(right.shards) : left.name < right.name
    }
  }
}
