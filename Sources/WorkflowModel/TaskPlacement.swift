/// What decides where a task runs, before its command is known.
package struct TaskSite: Hashable, Sendable {
  package var call: CallPath
  package var images: [String]
  package var labels: [String: String]

  package init(call: CallPath, images: [String] = [], labels: [String: String] = [:]) {
    self.call = call
    self.images = images
    self.labels = labels
  }
}

/// The folders of a task as its command sees them.
///
/// They are the same for every attempt of a call, so that a command can be written before the attempt starts.
package struct TaskPlacement: Hashable, Sendable {
  /// Inputs lie below it. Absolute.
  package var inputFolder: String
  /// The command starts in it. Nil when it differs from attempt to attempt, as it does for processes of this machine.
  package var workFolder: String?
  /// Whether the command sees this machine's own files, so that a local input may stay where it is.
  package var seesLocalFiles: Bool

  package init(inputFolder: String, workFolder: String?, seesLocalFiles: Bool) {
    self.inputFolder = inputFolder
    self.workFolder = workFolder
    self.seesLocalFiles = seesLocalFiles
  }
}
