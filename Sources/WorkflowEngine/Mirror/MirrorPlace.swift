package import WorkflowModel

/// Where runs are copied to while they go on, so that another machine can go on with them.
///
///     <folder>/<run key>/run.json  inputs.json  martlet.yaml  source/…   as in the run directory, written at its beginning,
///                                  configuration.json
///     <folder>/<run key>/head.json                                      of a run that is detached: its head's job
///     <folder>/<run key>/journal/<first byte>-<head>.jsonl              the journal, in pieces
///     <folder>/<run key>/lease.json                                     who goes on with it
///     <folder>/<run key>/outputs.json                                   at its end
package struct MirrorPlace: Sendable {
  package let storage: any ConditionalStorage
  /// Of all runs.
  package let folder: FileReference
  package var pace = MirrorPace()

  package init(_ storage: any ConditionalStorage, folder: FileReference) {
    self.storage = storage
    self.folder = folder
  }
}

/// How often things are done about the copy of a run.
package struct MirrorPace: Hashable, Sendable {
  /// How long a line of the journal waits at most before it is copied.
  package var longest = Duration.seconds(5)
  /// The same for lines that say where an attempt is.
  package var urgent = Duration.seconds(1)
  /// Between two looks at what has to be done.
  package var tick = Duration.milliseconds(500)
  /// Between two renewals of the lease.
  package var renewal = Duration.seconds(10)
  /// A lease that is not renewed for so long is over.
  package var term = Duration.seconds(30)
  /// After a failure.
  package var pause = Duration.seconds(15)
  /// How long the end of a run waits at most for its copy.
  package var patience = Duration.seconds(30)

  package init() {}
}

/// The names in the copy of one run.
struct MirrorLayout: Hashable, Sendable {
  let folder: FileReference

  var lease: FileReference { folder.appending("lease.json") }
  var journal: FileReference { folder.appending("journal") }
  var sources: FileReference { folder.appending("source") }
  func file(_ name: String) -> FileReference { folder.appending(name) }

  /// What is copied at the beginning beside the documents, when it is there.
  static let files = ["inputs.json", "martlet.yaml", "run.json", "configuration.json", "head.json"]
  static let outputs = "outputs.json"
}
