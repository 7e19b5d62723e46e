/// What was found of a task's outputs.
package struct CollectedOutputs: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    /// Relative to the working folder as it was declared or found, or absolute when it lies elsewhere.
    package var path: String
    /// Absolute, with every link resolved.
    package var realPath: String
    package var isFolder: Bool
    /// Bytes; 0 for a folder.
    package var size: Int64

    package init(path: String, realPath: String, isFolder: Bool, size: Int64) {
      self.path = path
      self.realPath = realPath
      self.isFolder = isFolder
      self.size = size
    }
  }

  /// Each path once, in the order in which outputs were declared, what lies in a folder after the folder.
  package var entries: [Entry]
  /// The folders with nothing to keep that are outputs, or lie in one that is.
  package var emptyFolders: [Entry] = []
  /// What each pattern matched, in the order of the C locale: paths as in ``Entry/path``, each of which has an entry.
  package var matches: [String: [String]]

  package init(entries: [Entry] = [], matches: [String: [String]] = [:]) {
    self.entries = entries
    self.matches = matches
  }
}
