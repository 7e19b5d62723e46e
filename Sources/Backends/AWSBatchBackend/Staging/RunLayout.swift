import AWSClient
import Digest
import S3Storage
import WorkflowModel

/// Where a run lies in the environment's bucket: the same tree as on this machine.
///
///     <bucket prefix>/agent/<sha256>/martlet-agent
///     <bucket prefix>/<run>/arrays/<call>-<digest>/manifests.pack
///     <bucket prefix>/<run>/inputs/<digest>/<name>
///     <bucket prefix>/<run>/calls/<call>/attempt-<k>/{manifest.json, stdout, stderr, result.json, work/…}
struct RunLayout: Hashable, Sendable {
  /// Of the manifest in an attempt's folder; what the name of a pack of them ends with.
  static let manifestName = "manifest.json"
  static let packEnding = ".pack"

  let prefix: S3Location
  let run: String

  func attempt(_ call: CallPath, _ number: Int) -> S3Location {
    prefix.appending("\(run)/calls/\(call.folder)/attempt-\(number + 1)")
  }

  func input(digest: String, name: String) -> S3Location { prefix.appending("\(run)/inputs/\(digest)/\(name)") }

  /// Holds the packs of manifests.
  var arrays: S3Location { prefix.appending("\(run)/arrays") }

  /// The pack of manifests of an array job.
  func manifests(digest: String, call: String) -> S3Location {
    arrays.appending("\(call)-\(digest)/manifests\(Self.packEnding)")
  }

  static func agent(prefix: S3Location, digest: String) -> S3Location {
    prefix.appending("agent/\(digest)/martlet-agent")
  }

  /// The folder of a call inside its container: short, since some tools limit the length of paths, and the same for
  /// every attempt.
  static func taskFolder(scratch: String, run: RunPlace, call: CallPath) -> String {
    let key = SHA256.hexadecimal(of: run.key + "\n" + call.description).prefix(12)
    return (scratch == "/" ? "" : scratch) + "/martlet-" + key
  }
}
