import JSONText

/// What settings of Cromwell are here, and why others are not.
enum CromwellReasons {
  /// Below a provider's `config`: names there, the setting of an environment, its kind.
  static let moved: [(names: [String], setting: String, read: @Sendable (JSONValue) -> JSONValue?)] = [
    (attribute("queueArn"), "queue", ForeignUnits.text),
    (["concurrent-job-limit"], "maxConcurrentJobs", ForeignUnits.count),
    (["slow-job-warning-time"], "explainAfter", ForeignUnits.time),
    (["filesystems", "local", "efs"], "volumes", ForeignUnits.list),
    (["filesystems", "local", "fsx"], "fsx", ForeignUnits.list),
    (attribute("docker"), "container", ForeignUnits.text),
    (attribute("container"), "container", ForeignUnits.text),
    (attribute("awsBatchRetryAttempts"), "retryAttempts", ForeignUnits.count),
    (attribute("awsBatchEvaluateOnExit"), "evaluateOnExit", ForeignUnits.any),
    (attribute("ulimits"), "ulimits", ForeignUnits.any),
    (attribute("sharedMemorySize"), "sharedMemorySize", ForeignUnits.any),
    (attribute("fuseMount"), "fuseMount", ForeignUnits.flag),
    (attribute("jobTimeout"), "timeout", ForeignUnits.count),
    (attribute("logGroupName"), "logGroup", ForeignUnits.text),
    (attribute("additionalTags"), "tags", ForeignUnits.any),
  ]

  /// Runtime attributes that only rules can have, which win over tasks.
  static let defaults: [(name: String, setting: String, read: @Sendable (JSONValue) -> JSONValue?)] = [
    ("cpu", "cpu", ForeignUnits.count),
    ("memory", "memory", ForeignUnits.size),
    ("gpuCount", "gpu", ForeignUnits.count),
    ("maxRetries", "retries", ForeignUnits.count),
  ]

  /// Workflow options that are settings of an environment here.
  static let options: [(name: String, setting: String, read: @Sendable (JSONValue) -> JSONValue?)] = [
    ("aws_batch_job_role_arn", "jobRole", ForeignUnits.text),
    (
      "memory_retry_multiplier", "memoryRetryMultiplier",
      { $0.double == nil ? $0.string.flatMap { Double($0) }.map { .double($0) } : $0 }
    ),
  ]

  private static func attribute(_ name: String) -> [String] { ["default-runtime-attributes", name] }

  /// Why parts of the configuration are not translated, by their names from the root; `*` is for all of its siblings.
  static func all(providers: [String]) -> [[String]: String] {
    var reasons: [[String]: String] = [:]
    for (name, reason) in everywhere { reasons[name.split(separator: ".").map(String.init)] = reason }
    for provider in providers {
      for (name, reason) in ofProviders {
        reasons[["backend", "providers", provider, "config"] + name.split(separator: ".").map(String.init)] = reason
      }
    }
    return reasons
  }

  private static let tasks = "tasks say it themselves"

  private static let ofProviders = [
    "numSubmitAttempts": "not needed: what may pass is repeated until it does",
    "numCreateDefinitionAttempts": "not needed: what may pass is repeated until it does",
    "name-for-call-caching-purposes": "not needed: the environment is no part of a call's key",
    "filesystems.s3.auth": "not needed: one way to AWS is for all",
    "filesystems.s3.duplication-strategy": "without effect on AWS; `cache.results` is `copy` or `reference`",
    "filesystems.s3.caching.hashing-strategy": "not needed: what AWS knows of the content counts",
    "filesystems.local.auth": "not needed: one way to AWS is for all",
    "filesystems.local.localization": "not needed: tasks work on their own disk and in S3",
    "filesystems.local.caching": "not needed: results are kept in S3",
    "tagResources": "not needed: jobs carry run and call always; further ones are `tags`",
    "tagHardware": "instances are shared by jobs",
    "dockerhub": "a secret: put it into Secrets Manager, and name its ARN as `repositoryCredentials`",
    "glob-link-command": "not needed",
    "empty-dir-fill-command": "not needed",
    "script-epilogue": "not needed",
    "default-runtime-attributes.scriptBucketName": "not needed: all is below `bucket`",
    "default-runtime-attributes.zones": "the subnets of the compute environment decide",
    "default-runtime-attributes.noAddress": "without effect on EC2; on Fargate it is `assignPublicIP`",
    "default-runtime-attributes.efsDelocalize": "not needed: outputs are in S3",
    "default-runtime-attributes.efsMakeMD5": "not needed: outputs are in S3",
    "default-runtime-attributes.failOnStderr": tasks,
    "default-runtime-attributes.continueOnReturnCode": tasks,
    "default-runtime-attributes.returnCodes": tasks,
  ]

  private static let everywhere = [
    "aws.application-name": "not needed",
    "engine": "not needed: one way to AWS is for all",
    "docker": "the image is a part of a call's key as it is named",
    "database": "not needed: a run keeps a journal",
    "services": "not needed: AWS Batch's own events tell of jobs",
    "webservice": "not needed: `martlet run` is a process a run",
    "akka": "not needed",
    "pekko": "not needed",
    "google": "not for AWS Batch",
    "languages": "WDL is read by the version that it names",
    "system.abort-jobs-on-terminate": "Ctrl-C ends the jobs; `martlet resume` goes on with a run that was killed",
    "system.memory-retry-error-keys": "not needed: out of memory is what AWS says it is",
    "system.job-shell": "is /bin/bash",
    "system.*": "not needed: a process a run",
    "call-caching.*": "not needed: results count as long as their files are there",
    "workflow-options.encrypted-fields": "secrets are in Secrets Manager: `secrets`",
    "workflow-options.default.final_workflow_outputs_dir": "is for a run: `martlet cp` copies what is below its `out/`",
    "workflow-options.default.*": "is for a run, not for an environment",
    "workflow-options.*": "not needed: logs are kept with the run",
    "backend.*": "not needed",
  ]
}
