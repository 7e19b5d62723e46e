import JSONText

/// What settings of Nextflow are here, and why others are not.
enum NextflowReasons {
  typealias Reading = @Sendable (JSONValue) -> JSONValue?

  /// Of the file or of a profile: names, the setting of an environment, its kind.
  static let moved: [(names: [String], setting: String, read: Reading)] = [
    (["process", "queue"], "queue", ForeignUnits.text),
    (["aws", "region"], "region", ForeignUnits.text),
    (["process", "container"], "container", ForeignUnits.text),
    (["process", "containerOptions"], "containerOptions", ForeignUnits.text),
    (["process", "arch"], "architecture", architecture),
    (["process", "array"], "array", ForeignUnits.count),
    (["process", "resourceLabels"], "tags", ForeignUnits.any),
    (["process", "resourceLimits"], "resourceLimits", limits),
    (["aws", "batch", "jobRole"], "jobRole", ForeignUnits.text),
    (["aws", "batch", "executionRole"], "executionRole", ForeignUnits.text),
    (["aws", "batch", "logsGroup"], "logGroup", ForeignUnits.text),
    (["aws", "batch", "maxSpotAttempts"], "maxSpotAttempts", ForeignUnits.count),
    (["aws", "batch", "platformType"], "platform", { $0.string.map { .string($0.uppercased()) } }),
    (["aws", "batch", "schedulingPriority"], "schedulingPriority", ForeignUnits.count),
    (["aws", "batch", "shareIdentifier"], "shareIdentifier", ForeignUnits.text),
    (["aws", "batch", "volumes"], "volumes", ForeignUnits.list),
    (["aws", "client", "uploadStorageClass"], "storageClass", ForeignUnits.text),
    (["aws", "client", "storageClass"], "storageClass", ForeignUnits.text),
    (["aws", "client", "storageEncryption"], "storageEncryption", ForeignUnits.text),
    (["aws", "client", "storageKmsKeyId"], "storageKmsKeyId", ForeignUnits.text),
    (["aws", "client", "s3Acl"], "s3Acl", ForeignUnits.text),
    (["aws", "client", "requesterPays"], "requesterPays", ForeignUnits.flag),
    (["executor", "queueSize"], "maxConcurrentJobs", ForeignUnits.count),
    (["executor", "pollInterval"], "pollInterval", ForeignUnits.time),
    (["docker", "registry"], "dockerHubMirror", ForeignUnits.text),
  ]

  /// Directives of a process in a selector: the setting of a rule, its kind.
  static let directives: [(name: String, setting: String, read: Reading)] = [
    ("queue", "queue", ForeignUnits.text),
    ("container", "container", ForeignUnits.text),
    ("containerOptions", "containerOptions", ForeignUnits.text),
    ("cpus", "cpu", ForeignUnits.count),
    ("memory", "memory", ForeignUnits.size),
    ("time", "timeLimit", ForeignUnits.time),
    ("disk", "disk", ForeignUnits.size),
    ("accelerator", "gpu", { ForeignUnits.count($0["request"] ?? $0) }),
    ("maxRetries", "retries", ForeignUnits.count),
    ("arch", "architecture", architecture),
    ("array", "array", ForeignUnits.count),
    ("resourceLabels", "tags", ForeignUnits.any),
    ("cache", "cache", ForeignUnits.flag),
  ]

  /// Those of a rule that an environment cannot have.
  static let onlyInRules: Set<String> = ["cpu", "memory", "timeLimit", "disk", "gpu", "retries"]

  private static let architecture: Reading = { value in
    let name = (value["name"] ?? value).string
    return name.map { .string($0.hasSuffix("arm64") || $0.hasSuffix("aarch64") ? "ARM64" : "X86_64") }
  }

  private static let limits: Reading = { value in
    guard let members = value.object else { return nil }
    return .object(
      JSONObject(
        members.compactMap { name, value in
          let read = ["memory", "disk"].contains(name) ? ForeignUnits.size(value) : value
          return read.map { (name, $0) }
        }))
  }

  /// Why a directive of a selector is not translated; nil for one that is, or that is not known.
  static func of(_ directive: String) -> String? { ofProcesses[directive] }

  /// Why parts of the configuration are not translated, by their names from the root.
  static func all(profiles: [String]) -> [[String]: String] {
    var reasons: [[String]: String] = [:]
    for scope in [[]] + profiles.map({ ["profiles", $0] }) {
      for (name, reason) in everywhere { reasons[scope + name.split(separator: ".").map(String.init)] = reason }
      for (name, reason) in ofProcesses { reasons[scope + ["process", name]] = reason }
    }
    return reasons
  }

  private static let copies = "not needed: transfers repeat themselves and share what there is"

  private static let ofProcesses = [
    "publishDir": "outputs have readable names under `out/`; `martlet cp` copies them",
    "storeDir": "the call cache has results",
    "errorStrategy": "for single calls not yet; `failureMode` is for the run",
    "executor": "rules have `on`, with the name of an environment",
    "ext": "arguments are inputs of a workflow",
    "scratch": "always: tasks run in a folder of their own",
    "secret": "names that `martlet secrets set` has given: `secrets`",
    "label": "labels stand in the tasks themselves",
    "conda": "jobs need an image",
    "spack": "jobs need an image",
    "module": "jobs need an image",
    "beforeScript": "is written in the command",
    "afterScript": "is written in the command",
    "shell": "is written in the command",
    "tag": "not needed: calls have names",
    "debug": "not needed: `martlet logs` shows what calls say",
    "maxForks": "not yet; `maxConcurrentJobs` is for the run",
    "maxErrors": "not yet",
    "stageInMode": "not for AWS Batch",
    "stageOutMode": "not for AWS Batch",
    "clusterOptions": "not for AWS Batch",
    "machineType": "not for AWS Batch",
  ]

  private static let everywhere = [
    "params": "inputs of the workflow: `martlet run` takes them",
    "aws.accessKey": "a secret: put it into ~/.aws/credentials, or use a role",
    "aws.secretKey": "a secret: put it into ~/.aws/credentials, or use a role",
    "aws.profile": "AWS_PROFILE",
    "aws.batch.cliPath": "not needed: the agent comes by itself",
    "aws.batch.delayBetweenAttempts": copies,
    "aws.batch.maxTransferAttempts": copies,
    "aws.batch.maxParallelTransfers": copies,
    "aws.batch.retryMode": copies,
    "aws.batch.forceGlacierTransfer": "not yet: restore objects first",
    "aws.batch.fetchInstanceType": "always: `martlet cost`",
    "aws.batch.terminateUnschedulableJobs": "is turned off",
    "aws.batch.*": "Nextflow has no such option",
    "aws.client.endpoint": "AWS_ENDPOINT_URL_S3",
    "aws.client.s3PathStyleAccess": "by itself, with AWS_ENDPOINT_URL_S3",
    "aws.client.anonymous": "not yet: public buckets need any credentials",
    "aws.client.*": copies,
    "executor.*": "not needed on AWS Batch",
    "docker.*": "not needed: AWS Batch runs containers",
    "docker.enabled": "not needed: AWS Batch runs containers",
    "singularity": "not for AWS Batch",
    "apptainer": "not for AWS Batch",
    "podman": "not for AWS Batch",
    "conda": "not for AWS Batch",
    "timeline": "each run has a report",
    "report": "each run has a report",
    "trace": "each run has a trace.tsv",
    "dag": "`martlet graph`",
    "tower": "not needed",
    "wave": "not needed",
    "fusion": "not needed: the agent moves files",
    "manifest": "not needed",
    "plugins": "not needed",
    "validation": "not needed: inputs are typed",
    "nextflow": "not needed",
    "resume": "by itself: the call cache",
    "cleanup": "`martlet clean`",
  ]
}
