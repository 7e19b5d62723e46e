import JSONText

/// Everything that martlet and its agent ask of AWS, and ECS for them.
///
/// An operation that is added to `AWSServices` has to be added here: a test looks for each. Sources: "Actions, resources,
/// and condition keys" of the service authorization reference; "Amazon ECS task execution IAM role" of the ECS guide.
enum Grants {
  private static let whoRuns: Set<Principal> = [.user, .head]

  static let all = batch + storage + looking + secrets + ofECS

  private static let batch = [
    Grant(
      name: "SubmitJobs", principals: whoRuns, actions: ["batch:SubmitJob"], resources: [.jobQueues, .jobDefinitions],
      operations: ["Batch SubmitJob"]),
    Grant(
      name: "KeepJobDefinitions", principals: whoRuns,
      actions: ["batch:DeregisterJobDefinition", "batch:RegisterJobDefinition"], resources: [.jobDefinitions],
      operations: ["Batch DeregisterJobDefinition", "Batch RegisterJobDefinition"]),
    Grant(
      name: "EndJobs", principals: whoRuns, actions: ["batch:TerminateJob"], resources: [.jobs],
      operations: ["Batch TerminateJob"]),
    // Asked of whoever submits a job, or registers a definition, with tags.
    Grant(name: "Tag", principals: whoRuns, actions: ["batch:TagResource"], resources: [.jobs, .jobDefinitions]),
    Grant(
      name: "LookAtBatch", principals: whoRuns,
      actions: [
        "batch:DescribeComputeEnvironments", "batch:DescribeJobDefinitions", "batch:DescribeJobQueues",
        "batch:DescribeJobs", "batch:GetJobQueueSnapshot", "batch:ListJobs",
      ], resources: [.everything],
      operations: [
        "Batch DescribeComputeEnvironments", "Batch DescribeJobDefinitions", "Batch DescribeJobQueues",
        "Batch DescribeJobs", "Batch GetJobQueueSnapshot", "Batch ListJobs",
      ]),
    Grant(
      name: "GiveRolesToJobs", principals: whoRuns, actions: ["iam:PassRole"], resources: [.roles],
      condition: ["StringEquals": ["iam:PassedToService": "ecs-tasks.amazonaws.com"]]),
  ]

  private static let storage = [
    Grant(
      name: "ListBucket", principals: [.user, .head, .job], actions: ["s3:ListBucket"], resources: [.bucket],
      operations: ["S3 HeadBucket", "S3 ListObjectsV2"]),
    Grant(
      name: "UseObjects", principals: [.user, .head, .job],
      actions: [
        "s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:GetObjectTagging",
        "s3:ListMultipartUploadParts", "s3:PutObject", "s3:PutObjectTagging",
      ], resources: [.objects],
      operations: [
        "S3 AbortMultipartUpload", "S3 CompleteMultipartUpload", "S3 CopyObject", "S3 CreateMultipartUpload",
        "S3 DeleteObject", "S3 DeleteObjects", "S3 GetObject", "S3 HeadObject", "S3 ListParts", "S3 PutObject",
        "S3 UploadPart", "S3 UploadPartCopy",
      ]),
    Grant(
      name: "ListBuckets", principals: [.user], actions: ["s3:ListAllMyBuckets"], resources: [.everything],
      operations: ["S3 ListBuckets"]),
  ]

  private static let looking = [
    Grant(
      name: "ReadLogs", principals: whoRuns, actions: ["logs:GetLogEvents"], resources: [.logStreams],
      operations: ["CloudWatch Logs GetLogEvents"]),
    Grant(
      name: "HearEvents", principals: whoRuns,
      actions: ["sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage"], resources: [.events],
      operations: ["SQS DeleteMessageBatch", "SQS GetQueueUrl", "SQS ReceiveMessage"]),
    Grant(
      name: "LookAround", principals: whoRuns, actions: ["ec2:DescribeInstanceTypes", "logs:DescribeLogGroups"],
      resources: [.everything], operations: ["CloudWatch Logs DescribeLogGroups", "EC2 DescribeInstanceTypes"]),
    // Without them costs are a range.
    Grant(
      name: "LookAtMachines", principals: whoRuns,
      actions: ["ec2:DescribeInstances", "ec2:DescribeSpotPriceHistory", "ecs:DescribeContainerInstances"],
      resources: [.everything],
      operations: ["EC2 DescribeInstances", "EC2 DescribeSpotPriceHistory", "ECS DescribeContainerInstances"]),
    Grant(
      name: "FetchPrices", principals: [.user], actions: ["pricing:GetProducts"], resources: [.everything],
      operations: ["Pricing GetProducts"]),
    Grant(
      name: "LookAtRoles", principals: whoRuns, actions: ["iam:GetRole"], resources: [.roles],
      operations: ["IAM GetRole"]),
    Grant(
      name: "LookAtImages", principals: [.user], actions: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      resources: [.repositories], operations: ["ECR BatchGetImage", "ECR GetDownloadUrlForLayer"]),
    Grant(
      name: "LookAtQuotasAndParameters", principals: [.user],
      actions: ["servicequotas:GetServiceQuota", "ssm:DescribeParameters"], resources: [.everything],
      operations: ["SSM DescribeParameters", "Service Quotas GetServiceQuota"]),
  ]

  private static let secrets = [
    Grant(
      name: "KeepOwnSecrets", principals: [.user],
      actions: ["secretsmanager:CreateSecret", "secretsmanager:DeleteSecret", "secretsmanager:PutSecretValue"],
      resources: [.ownSecrets],
      operations: [
        "Secrets Manager CreateSecret", "Secrets Manager DeleteSecret", "Secrets Manager PutSecretValue",
      ]),
    Grant(
      name: "LookAtSecrets", principals: whoRuns, actions: ["secretsmanager:DescribeSecret"],
      resources: [.ownSecrets, .usedSecrets], operations: ["Secrets Manager DescribeSecret"]),
    Grant(
      name: "ListSecrets", principals: [.user], actions: ["secretsmanager:ListSecrets"], resources: [.everything],
      operations: ["Secrets Manager ListSecrets"]),
  ]

  private static let ofECS = [
    Grant(
      name: "LogInToECR", principals: [.execution], actions: ["ecr:GetAuthorizationToken"], resources: [.everything]),
    Grant(
      name: "PullImages", principals: [.execution],
      actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      resources: [.repositories]),
    Grant(
      name: "WriteLogs", principals: [.execution], actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [.logStreams]),
    Grant(
      name: "ReadSecrets", principals: [.execution], actions: ["secretsmanager:GetSecretValue"],
      resources: [.ownSecrets, .usedSecrets]),
    Grant(
      name: "ReadParameters", principals: [.execution], actions: ["ssm:GetParameters"], resources: [.usedParameters]),
  ]

  /// Operations for which no policy of an environment is needed.
  static let ungranted = [
    // Always allowed.
    "STS GetCallerIdentity",
    // Of a profile with `role_arn`, and of a container with a web identity: the role's own trust policy says who may.
    "STS AssumeRole", "STS AssumeRoleWithWebIdentity",
    // Of `martlet cloud down --delete-bucket`, which an administrator types.
    "S3 ListObjectVersions",
  ]
}
