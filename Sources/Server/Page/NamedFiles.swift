import RunIndex
import WorkflowEngine
import WorkflowModel

/// The files that a run's journal says its calls made, or took from the cache.
struct NamedFiles: Sendable {
  private var locations: Set<String> = []

  init() {}

  /// - Throws: ``ExecutionError`` when the journal cannot be read.
  init(of directory: RunDirectory) throws {
    try JournalEvents.read(directory, ["attempt-ended", "call-cached"]) { event in
      switch event.kind {
      case .attemptEnded(_, .outcome(let outcome)): if let files = outcome.files { add(files) }
      case .callCached(_, let cached): add(cached.files)
      default: break
      }
    }
  }

  private mutating func add(_ files: TaskFiles) {
    locations.insert(files.stdout.location)
    locations.insert(files.stderr.location)
    for entry in files.entries where !entry.isFolder { locations.insert(entry.reference.location) }
  }

  func contains(_ location: String) -> Bool { locations.contains(location) }
}
