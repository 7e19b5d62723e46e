package import WorkflowModel

/// How a run uses results of earlier calls.
package struct CacheSettings: Hashable, Sendable {
  package enum Results: String, Hashable, Sendable, CaseIterable {
    /// They stay where they are.
    case reference
    /// They are copied into the run that takes them.
    case copy
  }

  /// Whether results are taken.
  package var isRead = true
  /// Whether results are kept for others.
  package var isWritten = true
  package var results = Results.reference
  /// Of the cache on this machine; nil: beside the runs.
  package var folder: String?
  /// Folders beside that of the runs: others keep their results there, too.
  package var shared: [FileReference] = []
  /// Results are taken only when all their files lie below one of these folders; nil: wherever they lie.
  package var prefixes: [String]?

  package init() {}

  /// Whether results with these files may be taken.
  func allows(_ files: TaskFiles) -> Bool {
    guard let prefixes else { return true }
    return files.references.allSatisfy { file in
      prefixes.contains { file.location == $0 || file.location.hasPrefix($0 + "/") }
    }
  }

  /// Neither takes nor keeps anything.
  package static var off: CacheSettings {
    var settings = CacheSettings()
    settings.isRead = false
    settings.isWritten = false
    return settings
  }
}
