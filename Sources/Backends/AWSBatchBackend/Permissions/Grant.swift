import JSONText

/// Whose policy it is.
package enum Principal: String, Hashable, Sendable, CaseIterable {
  /// Whoever runs `martlet`.
  case user
  /// The role of jobs: what the agent and the command use.
  case job
  /// The role with which ECS starts containers.
  case execution
  /// The role of a job in which `martlet` itself, or a coordinator of Snakemake, runs.
  case head
}

/// What a statement speaks of; ``PolicyResources`` makes ARNs of it.
enum GrantedResource: Hashable, Sendable {
  /// Of operations that know no resources, or that look at all of them.
  case everything
  case bucket
  /// What lies below the environment's folder in the bucket.
  case objects
  case jobQueues
  /// Those that martlet registers, and one that the environment names.
  case jobDefinitions
  case jobs
  case logStreams
  /// Those that jobs are given.
  case roles
  case events
  case repositories
  /// Whose names begin with the person's prefix.
  case ownSecrets
  /// Those that settings name, and those of the prefix.
  case usedSecrets
  case usedParameters
}

/// One statement: actions on resources, and what needs them.
struct Grant: Sendable {
  /// `Sid` of the statement: letters and digits.
  let name: String
  let principals: Set<Principal>
  let actions: [String]
  let resources: [GrantedResource]
  /// Operations of `AWSServices` that it allows: `S3 GetObject`.
  var operations: [String] = []
  var condition: JSONValue?
}
