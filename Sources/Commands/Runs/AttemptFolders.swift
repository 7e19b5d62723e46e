import AWSBatchBackend
import JSONText
import RunIndex
import S3Storage
import TaskFolder
import WorkflowEngine
import WorkflowModel

/// What an attempt's folder tells beside the journal.
package struct AttemptFolder: Hashable, Sendable {
  package struct Input: Hashable, Sendable {
    /// Where it was taken from.
    package let source: String
    /// Where the command saw it.
    package let path: String
  }

  /// A path or a URL.
  package let location: String
  package var command: String?
  /// Why there is no command.
  package var noCommand: String?
  package var inputs: [Input] = []

  package init(location: String, command: String? = nil, noCommand: String? = nil, inputs: [Input] = []) {
    self.location = location
    self.command = command
    self.noCommand = noCommand
    self.inputs = inputs
  }
}

/// Reads the folders of a call's attempts, on this machine and in S3; of those before the last only where they are.
struct AttemptFolders {
  private let directory: RunDirectory
  private let key: String
  private let call: IndexedCall
  private let access: EnvironmentAccess

  init(_ directory: RunDirectory, _ key: String, _ call: IndexedCall, _ access: EnvironmentAccess) {
    self.directory = directory
    self.key = key
    self.call = call
    self.access = access
  }

  func read(_ attempts: [CallDetails.Attempt]) async -> [AttemptFolder] {
    guard let path = CallPath(call.path) else { return [] }
    var folders: [AttemptFolder] = []
    for (place, attempt) in attempts.enumerated() {
      let isLast = place == attempts.count - 1
      if attempt.handle?.backend == "aws-batch" {
        folders.append(await onBatch(attempt, path, isLast: isLast))
      } else {
        folders.append(here(attempt, path, isLast: isLast))
      }
    }
    return folders
  }

  private func here(_ attempt: CallDetails.Attempt, _ path: CallPath, isLast: Bool) -> AttemptFolder {
    var folder = AttemptFolder(location: directory.place.attemptFolder(path, attempt.number))
    guard isLast else { return folder }
    do {
      folder.command = String(decoding: try Disk.read(folder.location + "/command"), as: UTF8.self)
    } catch {
      folder.noCommand = "\(error)"
    }
    folder.inputs = Self.inputs(in: folder.location)
    return folder
  }

  /// What the backend of this machine wrote down of the inputs; none when there are none.
  private static func inputs(in folder: String) -> [AttemptFolder.Input] {
    guard let bytes = try? Disk.read(folder + "/inputs.json"), let json = try? JSONParser.parse(bytes) else {
      return []
    }
    return (json.array ?? []).compactMap { input in
      guard let source = input["from"]?.string, let path = input["path"]?.string else { return nil }
      return AttemptFolder.Input(source: source, path: path)
    }
  }

  private func onBatch(_ attempt: CallDetails.Attempt, _ path: CallPath, isLast: Bool) async -> AttemptFolder {
    // Where the files are is known from them without asking anybody; the rest is for what has left none yet.
    var folder = AttemptFolder(location: attempt.files?.stdout.parent.location ?? "in its environment's bucket")
    do {
      let environment = try await access.batch(attempt.environment)
      let run = RunInBucket(environment, key: key)
      folder = AttemptFolder(location: run.folder(of: path, attempt.number).location)
      guard isLast else { return folder }
      let task = try await run.task(
        of: path, attempt.number, S3Storage(try await access.aws(of: attempt.environment)))
      folder.command = task?.command
      folder.inputs = (task?.inputs ?? []).map { AttemptFolder.Input(source: $0.source, path: $0.path) }
      if task == nil { folder.noCommand = "its manifest is not in the bucket any more" }
    } catch {
      folder.noCommand = "it lies in the bucket, which cannot be read: \(error)"
    }
    return folder
  }
}
