import S3Storage
import TaskManifest
import WorkflowModel

/// Writes the manifest of an attempt.
enum ManifestDraft {
  /// - Parameters:
  ///   - inputs: the attempt's inputs where they lie in S3 now.
  ///   - destination: the attempt's folder in the bucket.
  static func manifest(
    of attempt: BackendAttempt, inputs: [ManifestInput], taskFolder: String, destination: S3Location, region: String
  ) -> TaskManifest {
    let request = attempt.request
    return TaskManifest(
      task: attempt.call.description, command: request.command, shell: request.shell, taskFolder: taskFolder,
      inputs: inputs, outputs: request.outputs.map(output), environment: request.environment,
      successStatuses: request.successStatuses, timeLimit: request.resources.timeLimit,
      destination: destination.url, region: region)
  }

  private static func output(_ output: TaskOutput) -> ManifestOutput {
    switch output {
    case .path(let path): .path(path)
    case .log(let path): .log(path)
    case .glob(let pattern): .glob(pattern)
    case .everything: .everything
    }
  }
}
