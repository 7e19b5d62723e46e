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

  package init() {}

  /// Neither takes nor keeps anything.
  package static var off: CacheSettings {
    var settings = CacheSettings()
    settings.isRead = false
    settings.isWritten = false
    return settings
  }
}
