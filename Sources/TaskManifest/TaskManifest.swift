/// The contract between the engine and the agent inside a container: what to bring, what to run, what to keep.
///
/// Written by the engine as JSON beside the task's other files, read by the agent. A reader ignores members that it
/// does not know and refuses a ``version`` newer than its own.
package struct TaskManifest: Hashable, Sendable {
  /// The newest version that this code writes and reads.
  package static let currentVersion = 1

  package var version = TaskManifest.currentVersion
  /// The call, for messages: `variants/align[3]`.
  package var task: String
  /// The whole script.
  package var command: String
  /// What runs the script's file, which is appended as the last argument. When the first is a path that the image does
  /// not have, `/bin/sh` takes its place.
  package var shell: [String]
  /// Holds everything of the task inside the container. Absolute.
  package var taskFolder: String
  /// Inputs lie below it. Absolute.
  package var inputFolder: String
  /// The command starts in it. Absolute.
  package var workFolder: String
  package var inputs: [ManifestInput]
  package var outputs: [ManifestOutput]
  /// Variables for the command beside the container's own.
  package var environment: [String: String]
  /// Exit statuses after which outputs are kept; nil when every one is.
  package var successStatuses: Set<Int32>?
  /// Seconds for the command; nil for no limit of the agent's own.
  package var timeLimit: Int64?
  /// Seconds between TERM and KILL when the task is stopped.
  package var grace: Int64
  /// Where outputs, streams and the result go: `s3://bucket/prefix`, without a slash at the end.
  ///
  /// Below it: `work/<path>` for outputs, `stdout`, `stderr`, `result.json`.
  package var destination: String
  /// The region of the destination's bucket.
  package var region: String
  /// How objects are kept and asked for, where that is not as S3 does it by itself.
  package var objects = ManifestObjects()
  /// What a failed command left is kept, too, as far as there is time.
  package var keepsFailedOutputs = false
  /// Keeps inputs on the host for other tasks there; nil for none.
  package var cache: ManifestCache?

  package init(
    task: String, command: String, shell: [String] = ["/bin/bash"], taskFolder: String, inputs: [ManifestInput] = [],
    outputs: [ManifestOutput] = [], environment: [String: String] = [:], successStatuses: Set<Int32>? = [0],
    timeLimit: Int64? = nil, grace: Int64 = 20, destination: String, region: String
  ) {
    self.task = task
    self.command = command
    self.shell = shell
    self.taskFolder = taskFolder
    inputFolder = taskFolder + "/inputs"
    workFolder = taskFolder + "/work"
    self.inputs = inputs
    self.outputs = outputs
    self.environment = environment
    self.successStatuses = successStatuses
    self.timeLimit = timeLimit
    self.grace = grace
    self.destination = destination
    self.region = region
  }
}

/// A file or folder that has to be there before the command starts.
package struct ManifestInput: Hashable, Sendable {
  package enum Source: Hashable, Sendable {
    /// One object. `etag` as the head saw it: an object that has changed since is a failure, not a surprise.
    case object(url: String, size: Int64?, etag: String?)
    /// Everything below a prefix. `listing` is the `ListingDigest` of what the head saw there; nil when it did not look.
    case prefix(url: String, listing: String? = nil)
    /// A file with this text.
    case text(String)
  }

  package var source: Source
  /// Where it has to be. Absolute.
  package var path: String

  package init(_ source: Source, at path: String) {
    self.source = source
    self.path = path
  }
}

/// What to keep when the command has ended. Paths are relative to the working folder, or absolute.
package enum ManifestOutput: Hashable, Sendable {
  case path(String)
  /// Kept also when the command has failed.
  case log(String)
  case glob(String)
  case everything

  package var isLog: Bool { if case .log = self { true } else { false } }
}

/// How the agent keeps objects in S3 and asks for them. Names and values are S3's own.
package struct ManifestObjects: Hashable, Sendable {
  /// `STANDARD_IA`, `INTELLIGENT_TIERING`, …
  package var storageClass: String?
  /// `AES256`, `aws:kms` or `aws:kms:dsse`.
  package var encryption: String?
  /// ARN, identifier or alias of the KMS key.
  package var kmsKey: String?
  /// A canned ACL: `bucket-owner-full-control`, …
  package var acl: String?
  package var tags: [String: String] = [:]
  /// By the end of a file's name: `.html`.
  package var contentTypes: [String: String] = [:]
  /// Requests are paid for by whoever makes them, also those to buckets of others.
  package var requesterPays = false

  package init() {}

  /// The content type of a file of this name, by the longest end that is known.
  package func contentType(of name: String) -> String? {
    contentTypes.filter { name.hasSuffix($0.key) }.max { $0.key.utf8.count < $1.key.utf8.count }?.value
  }
}

/// A folder of the host, seen in the container, that keeps inputs for other tasks on it.
package struct ManifestCache: Hashable, Sendable {
  /// In the container. Absolute.
  package var folder: String
  /// Bytes that it may hold.
  package var size: Int64

  package init(folder: String, size: Int64) {
    self.folder = folder
    self.size = size
  }
}
