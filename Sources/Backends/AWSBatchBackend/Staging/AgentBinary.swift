import AWSClient
import Concurrency
import Digest
import S3Storage
import TaskManifest
import WorkflowModel

/// Keeps the agent's binary in the environment's bucket, where containers fetch it by a presigned address.
struct AgentBinary: Sendable {
  /// A binary of this machine.
  struct Local: Hashable, Sendable {
    let path: String
    /// 64 hexadecimal digits.
    let digest: String
  }

  private let storage: S3Storage
  private let prefix: S3Location
  private let path: String
  private let kept = SharedWork<String, Local>()

  /// How long a container may wait for its machine and still fetch the agent. Temporary credentials may end earlier,
  /// and the address with them. Source: the limit of SigV4's query signatures.
  private static let validity = Duration.seconds(7 * 24 * 3600)

  init(storage: S3Storage, prefix: S3Location, path: String) {
    self.storage = storage
    self.prefix = prefix
    self.path = path
  }

  /// The way for a container to come by the agent: uploads the binary when the bucket does not have it yet.
  ///
  /// - Throws: ``ExecutionError`` when there is no binary, or it cannot be uploaded.
  func mode() async throws -> AgentBootstrap.Mode {
    let local = try await kept.value(for: path) { [self] in try await keep() }
    let url = try await storage.presignedURL(of: location(local), validFor: Self.validity)
    return .download(url: url, sha256: local.digest)
  }

  private func location(_ local: Local) -> S3Location { RunLayout.agent(prefix: prefix, digest: local.digest) }

  private func keep() async throws -> Local {
    let local = try read()
    let target = location(local).reference
    if try await storage.look(at: target) == nil { try await storage.upload(local.path, to: target) }
    return local
  }

  private func read() throws -> Local {
    let help = "name the static binary of martlet-agent as `agentPath` of the environment in martlet.yaml"
    do {
      guard let bytes = try LocalFile.content(path) else {
        throw ExecutionError(.fileNotFound, "there is no agent at \(path) to be sent to AWS", help: help)
      }
      return Local(path: path, digest: Hexadecimal.encode(SHA256.digest(of: bytes)))
    } catch let failure as LocalFile.Failure {
      throw ExecutionError(.notReadable, "\(failure)", help: help)
    }
  }
}
