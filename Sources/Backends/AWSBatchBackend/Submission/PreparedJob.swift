import S3Storage
import TaskManifest
import WorkflowModel

/// An attempt for which everything is ready but its manifest, which is written when it is known whether the job will be
/// one of its own or an array's child.
struct PreparedJob: Sendable {
  /// Without its command.
  var submission: JobSubmission
  let call: CallPath
  let run: String
  /// The attempt's, from 0.
  let number: Int
  /// The manifest's JSON, on one line.
  let manifest: [UInt8]
  /// How the container comes by the agent.
  let agent: AgentBootstrap.Mode
  /// The attempt's folder in the bucket.
  let folder: S3Location
  let region: String
  /// Whether the task may become an array's child, and of how large an array.
  let array: ArraySetting

  /// Jobs of the same key may be children of one array: they differ only in what their manifests say.
  var arrayKey: ArrayKey { ArrayKey(shape: submission.arrayShape, call: call.name, limit: array.limit) }

  /// The command of a container that reads its manifest at `place`.
  func command(manifest place: S3Location, isPack: Bool) -> [String] {
    AgentBootstrap.command(mode: agent, manifestURL: place.url, region: region, isPack: isPack)
  }
}

/// What the children of an array have in common.
struct ArrayKey: Hashable, Sendable {
  let shape: JobSubmission
  /// The call's name without the indices of scatters.
  let call: String
  let limit: Int
}
