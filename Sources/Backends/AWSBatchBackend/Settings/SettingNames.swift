/// The names of settings: each its own first, then those that people bring from Nextflow, Cromwell and Snakemake's
/// plug-ins.
package enum SettingNames {
  /// Of an environment alone.
  static let environment: [[String]] = [
    ["backend", "type", "executor"],
    ["region", "awsRegion"],
    ["bucket", "workDir"],
    ["agent"],
    ["agentPath"],
    ["pollInterval"],
    ["scratch"],
    ["maxConcurrentJobs", "queueSize"],
    ["container", "image"],
    ["imageMirrors"],
    ["dockerHubMirror"],
    ["head"],
  ]

  /// Of an environment, and of a task, which wins.
  static let job: [[String]] =
    [
      ["queue", "jobQueue", "awsQueue", "queueArn", "job_queue", "batch_queue", "aws_batch_job_queue"],
      ["platform", "platformCapability", "platformType"],
      ["architecture", "arch", "cpuArchitecture"],
      ["jobDefinition", "job_definition", "aws_batch_job_definition"],
      ["jobRole", "jobRoleArn", "awsBatchJobRoleArn", "job_role", "aws_batch_job_role", "aws_batch_job_role_arn"],
      ["executionRole", "executionRoleArn", "execution_role", "aws_batch_execution_role"],
      ["logGroup", "logsGroup", "logGroupName"],
      ["logStreamPrefix"],
      ["logRegion"],
      ["containerOptions"],
      ["environment"],
      ["privileged"],
      ["user"],
      ["readOnly", "readonlyRootFilesystem"],
      ["init", "initProcessEnabled"],
      ["sharedMemorySize", "shmSize", "shared_memory_size_mb"],
      ["maxSwap"],
      ["swappiness"],
      ["tmpfs"],
      ["ulimits"],
      ["devices"],
      ["fuseMount"],
      ["volumes"],
      ["fsx"],
      ["secrets", "aws_batch_secrets"],
      ["repositoryCredentials"],
      ["enableExecuteCommand"],
      ["ephemeralStorage"],
      ["assignPublicIP", "assignPublicIp"],
      ["platformVersion", "fargatePlatformVersion"],
      ["resourceLimits"],
      ["consumableResources", "awsbatch/consumableResources"],
      ["jobNamePrefix", "aws_batch_job_name_prefix"],
      ["tags", "resourceLabels", "job_tags", "aws_batch_tags", "additionalTags"],
      ["propagateTags"],
      ["schedulingPriority", "priority", "scheduling_priority", "aws_batch_scheduling_priority"],
      ["shareIdentifier"],
      ["retryStrategy"],
      ["retryAttempts", "awsBatchRetryAttempts"],
      ["evaluateOnExit", "awsBatchEvaluateOnExit"],
      ["maxSpotAttempts"],
      ["timeout", "jobTimeout", "task_timeout", "aws_batch_task_timeout", "aws_batch_timeout"],
    ] + ObjectSettingsReader.names

  /// Of a task alone.
  static let task: [[String]] = [
    ["aws_batch_container_image"],
    ["vcpus", "aws_batch_vcpu"],
    ["aws_batch_mem_mb"],
    ["gpus", "aws_batch_gpu", "accelerator"],
    ["jobUUID", "aws_batch_job_uuid"],
    ["noAddress"],
    ["array"],
    ["memoryRetryMultiplier", "memory_retry_multiplier"],
  ]

  /// Of an environment: the names of each of its settings, its own first.
  package static let ofEnvironments: [[String]] =
    environment + (BatchFlow.names + RunnableSettings.names).map { [$0] } + job

  /// Of a task: the names of each of its settings for AWS Batch, its own first.
  package static let ofTasks: [[String]] = job + task
}
