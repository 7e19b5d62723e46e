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
  private let paths: [JobSettings.Architecture: String]
  private let usual: String
  private let kept = SharedWork<String, Local>()

  /// How long a container may wait for its machine and still fetch the agent. Temporary credentials may end earlier,
  /// and the address with them. Source: the limit of SigV4's query signatures.
  private static let validity = Duration.seconds(7 * 24 * 3600)

  /// - Parameters:
  ///   - paths: of the binaries that somebody named.
  ///   - usual: of this machine's architecture where none is named; one of another lies beside it, with the
  ///     architecture's name at the end: `martlet-agent-arm64`.
  init(storage: S3Storage, prefix: S3Location, paths: [JobSettings.Architecture: String] = [:], usual: String) {
    self.storage = storage
    self.prefix = prefix
    self.paths = paths
    self.usual = usual
  }

  /// The way for a container to come by the agent: uploads the binary when the bucket does not have it yet.
  ///
  /// - Throws: ``ExecutionError`` when there is no binary, or it cannot be uploaded.
  func mode(for architecture: JobSettings.Architecture) async throws -> AgentBootstrap.Mode {
    let path = path(for: architecture)
    let local = try await kept.value(for: path) { [self] in try await keep(path, architecture) }
    let url = try await storage.presignedURL(of: location(local), validFor: Self.validity)
    return .download(url: url, sha256: local.digest)
  }

  /// The binary of an architecture, on this machine.
  ///
  /// - Throws: ``ExecutionError`` when there is none, or it is of another architecture.
  func local(for architecture: JobSettings.Architecture) throws -> Local {
    try read(path(for: architecture), architecture)
  }

  private func location(_ local: Local) -> S3Location { RunLayout.agent(prefix: prefix, digest: local.digest) }

  private func path(for architecture: JobSettings.Architecture) -> String {
    if let path = paths[architecture] { return path }
    return architecture == .ofThisMachine ? usual : usual + "-" + architecture.rawValue.lowercased()
  }

  private func keep(_ path: String, _ architecture: JobSettings.Architecture) async throws -> Local {
    let local = try read(path, architecture)
    let target = location(local).reference
    if try await storage.look(at: target) == nil { try await storage.upload(local.path, to: target) }
    return local
  }

  private func read(_ path: String, _ architecture: JobSettings.Architecture) throws -> Local {
    let help =
      "name the static binary of martlet-agent for \(architecture.rawValue) as `agentPath` of the environment in "
      + "martlet.yaml"
    do {
      guard let bytes = try LocalFile.content(path) else {
        throw ExecutionError(.fileNotFound, "there is no agent at \(path) to be sent to AWS", help: help)
      }
      if let other = JobSettings.Architecture(ofProgram: bytes), other != architecture {
        throw ExecutionError(
          .configuration,
          "the agent at \(path) is for \(other.rawValue), and the job is to run on \(architecture.rawValue)",
          help: help)
      }
      return Local(path: path, digest: Hexadecimal.encode(SHA256.digest(of: bytes)))
    } catch let failure as LocalFile.Failure {
      throw ExecutionError(.notReadable, "\(failure)", help: help)
    }
  }
}

extension JobSettings.Architecture {
  package static var ofThisMachine: JobSettings.Architecture {
    #if arch(arm64)
      .arm
    #else
      .x86
    #endif
  }

  /// The architecture that a program is for; nil when it is no ELF file of either.
  init?(ofProgram bytes: [UInt8]) {
    guard bytes.count > 19, bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46]) else { return nil }
    switch UInt16(bytes[18]) | UInt16(bytes[19]) << 8 {
    case 62: self = .x86
    case 183: self = .arm
    default: return nil
    }
  }
}
