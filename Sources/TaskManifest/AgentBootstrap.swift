/// The command of a container that has to end up in the agent: what the engine hands to AWS Batch.
package enum AgentBootstrap {
  /// How a container comes by the agent.
  package enum Mode: Hashable, Sendable {
    /// Fetched from a presigned address by whatever the image has, and checked against its SHA-256 (64 hex digits).
    case download(url: String, sha256: String)
    /// It lies at this path: on a volume of the host, or in the image.
    case present(path: String)
  }

  /// The arguments of the container's first process.
  ///
  /// Short enough, a presigned address of 3 KiB included, to leave most of SubmitJob's 30 KiB to others. The address is
  /// never printed. In ``Mode/present(path:)`` not even a shell is asked for.
  ///
  /// - Parameter isPack: the address is that of a ``ManifestPack``, and the job an array: each child picks its manifest.
  package static func command(mode: Mode, manifestURL: String, region: String, isPack: Bool = false) -> [String] {
    let run = ["run", manifestURL, "--region", region] + (isPack ? ["--array"] : [])
    return switch mode {
    case .download(let url, let sha256): ["sh", "-c", BootstrapScript.text, "martlet-agent", url, sha256] + run
    case .present(let path): [path] + run
    }
  }
}
