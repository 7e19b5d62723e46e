import JSONText

/// A job of Snakemake, or a group of them, as the plug-in describes it.
package struct HandedJob: Hashable, Sendable {
  /// Names the job in this session; of the plug-in's choosing.
  package let key: String
  package let demand: RuleDemand
  /// `sample=A`, for messages; empty when the rule has no wildcards.
  package let wildcards: String
  /// The same when Snakemake repeats the job.
  package let identity: String
  package let image: String?
  /// The whole script, for `/bin/bash`.
  package let command: String
  /// Variables that the job sees. Their values are nowhere shown.
  package let environment: [String: String]
  /// What an earlier session called this job, which may be under way still: `count[3]`.
  package let previous: String?
  /// Files that the broker moves; nil when the command does that itself.
  package let files: HandedFiles?
  /// The addresses of outputs that are folders, where what a job leaves half-done has to be known for that.
  package let folders: [String]

  init(_ members: BrokerMembers) throws(BrokerProblem) {
    key = try members.requiredText("key")
    demand = try RuleDemand(members)
    wildcards = try members.text("wildcards") ?? ""
    identity = try members.text("identity") ?? "\(demand.name) \(wildcards)"
    image = try members.text("image")
    command = try members.requiredText("command")
    environment = try members.dictionary("environment")
    previous = try members.text("previous")
    files = try members.object("files").map { value throws(BrokerProblem) in
      try HandedFiles(try BrokerMembers(.object(value), at: "files"))
    }
    folders = try members.texts("folders") ?? []
  }

  /// The rule's, or the group's.
  package var name: String { demand.name }
}

/// The files of a job whose command knows nothing of storages.
package struct HandedFiles: Hashable, Sendable {
  package struct File: Hashable, Sendable {
    /// Relative to the folder in which the command starts.
    package let path: String
    /// Where it is kept: `s3://…`, or a path of this machine. Of an input also `martlet:NAME`: one of martlet's programs.
    package let address: String
    package let isFolder: Bool

    init(path: String, address: String, isFolder: Bool) {
      self.path = path
      self.address = address
      self.isFolder = isFolder
    }

    init(_ members: BrokerMembers) throws(BrokerProblem) {
      path = try members.requiredText("path")
      address = try members.requiredText("address")
      isFolder = try members.flag("directory") ?? false
    }
  }

  package internal(set) var inputs: [File]
  package let outputs: [File]
  /// Kept also when the command fails.
  package let logs: [File]

  init(_ members: BrokerMembers) throws(BrokerProblem) {
    inputs = try members.list("inputs", File.init)
    outputs = try members.list("outputs", File.init)
    logs = try members.list("logs", File.init)
  }
}
