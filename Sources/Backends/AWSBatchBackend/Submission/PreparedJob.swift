import S3Storage
import TaskManifest
import WorkflowModel

/// An attempt for which everything is ready but its manifest, which is written when it is known whether the job will be
/// one of its own or an array's child.
///
/// A class: thousands of tasks wait with one, and each would keep room for every copy that was made on the way.
final class PreparedJob: Sendable {
  /// Without its command.
  let submission: JobSubmission
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
  /// Of its definition; nil for one of the user's own.
  let shape: JobDefinitionShape?

  init(
    submission: JobSubmission, call: CallPath, run: String, number: Int, manifest: [UInt8],
    agent: AgentBootstrap.Mode, folder: S3Location, region: String, array: ArraySetting, shape: JobDefinitionShape?
  ) {
    self.submission = submission
    self.call = call
    self.run = run
    self.number = number
    self.manifest = manifest
    self.agent = agent
    self.folder = folder
    self.region = region
    self.array = array
    self.shape = shape
  }

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
