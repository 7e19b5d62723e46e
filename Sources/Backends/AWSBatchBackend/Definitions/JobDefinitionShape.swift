import AWSClient
import Digest
import JSONText

/// What a job definition has to say because no submission can: everything else goes along with each job.
///
/// Two tasks of equal shape share a definition. Number of CPUs, memory, command and environment are no part of it.
struct JobDefinitionShape: Hashable, Sendable {
  var image: String
  var platform: BatchEnvironment.Platform
  var jobRole: String?
  var executionRole: String?
  var logGroup: String?
  /// Folders or files of the host that the container sees.
  var mounts: [Mount] = []

  struct Mount: Hashable, Sendable {
    var hostPath: String
    var containerPath: String
    var isReadOnly: Bool
  }

  /// Changes when the way from a shape to a definition does, so that older definitions are not taken for newer ones.
  private static let generation = 1

  /// One spelling for one shape: members sorted by name, absent ones left out.
  var canonical: String {
    var members: [(String, JSONValue)] = [
      ("generation", .int(Self.generation)), ("image", .string(image)), ("platform", .string(platform.rawValue)),
    ]
    if let jobRole { members.append(("jobRole", .string(jobRole))) }
    if let executionRole { members.append(("executionRole", .string(executionRole))) }
    if let logGroup { members.append(("logGroup", .string(logGroup))) }
    if !mounts.isEmpty {
      members.append(
        (
          "mounts",
          .array(
            mounts.map {
              [
                "containerPath": .string($0.containerPath), "hostPath": .string($0.hostPath),
                "readOnly": .bool($0.isReadOnly),
              ]
            })
        ))
    }
    return JSONWriter.compact(.object(JSONObject(members.sorted { $0.0 < $1.0 })))
  }

  /// SHA-256 of ``canonical`` in hexadecimal.
  var hash: String { SHA256.hexadecimal(of: canonical) }

  /// `martlet-<image>-<hash>`, legal as a definition's name.
  var name: String { LegalName.jobDefinition(image: image, hash: hash) }
}
