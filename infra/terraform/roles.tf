# Who may do what. Each role has what its part of a run needs, and nothing else.

locals {
  makes_service_role = var.batch_service_role == "create"
  service_role_arn = (
    var.batch_service_role == "linked" ? null :
    local.makes_service_role ? aws_iam_role.service[0].arn : var.batch_service_role
  )
  managed_policies = "arn:${local.partition}:iam::aws:policy"
  makes_spot_fleet = var.spot && var.spot_allocation_strategy == "BEST_FIT"

  # Of names that are known before the queues are there, so that nothing waits for them.
  queue_arns  = [for name in concat(["on-demand", "heads"], var.spot ? ["spot"] : []) : "${local.batch_arns}:job-queue/${var.name}-${name}"]
  batch_arns  = "arn:${local.partition}:batch:${local.region}:${local.account}"
  secret_arns = [for prefix in var.secret_prefixes : "arn:${local.partition}:secretsmanager:${local.region}:${local.account}:secret:${prefix}*"]
  parameter_arns = [
    for prefix in var.secret_prefixes : "arn:${local.partition}:ssm:${local.region}:${local.account}:parameter/${trimprefix(prefix, "/")}*"
  ]
}

data "aws_iam_policy_document" "trust" {
  for_each = toset(["batch", "ec2", "ecs-tasks", "spotfleet"])

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["${each.key}.amazonaws.com"]
    }

    # Only on behalf of this account. Source: "Cross-service confused deputy prevention", user guide of AWS Batch.
    dynamic "condition" {
      for_each = each.key == "ecs-tasks" || each.key == "batch" ? [local.account] : []

      content {
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = [condition.value]
      }
    }
  }
}

# AWS Batch itself. Without a role of ours it uses its service-linked one, which it makes when it is not there.

resource "aws_iam_role" "service" {
  count              = local.makes_service_role ? 1 : 0
  name               = "${var.name}-batch"
  description        = "AWS Batch, for the compute environments of ${var.name}"
  assume_role_policy = data.aws_iam_policy_document.trust["batch"].json
  tags               = local.tags
}

resource "aws_iam_role_policy_attachment" "service" {
  count      = local.makes_service_role ? 1 : 0
  role       = aws_iam_role.service[0].name
  policy_arn = "${local.managed_policies}/service-role/AWSBatchServiceRole"
}

# The machines: they join the cluster, pull images and write logs.

resource "aws_iam_role" "instance" {
  name               = "${var.name}-instance"
  description        = "Machines of ${var.name}"
  assume_role_policy = data.aws_iam_policy_document.trust["ec2"].json
  tags               = local.tags
}

resource "aws_iam_role_policy_attachment" "instance" {
  role       = aws_iam_role.instance.name
  policy_arn = "${local.managed_policies}/service-role/AmazonEC2ContainerServiceforEC2Role"
}

data "aws_iam_policy_document" "instance" {
  count = var.agent_file == null ? 0 : 1

  statement {
    sid       = "Agent"
    actions   = ["s3:GetObject"]
    resources = ["${local.bucket_arn}/${local.agent_key}"]
  }

  dynamic "statement" {
    for_each = var.kms_key_arn == null ? [] : [var.kms_key_arn]

    content {
      sid       = "Key"
      actions   = ["kms:Decrypt"]
      resources = [statement.value]
    }
  }
}

resource "aws_iam_role_policy" "instance" {
  count  = var.agent_file == null ? 0 : 1
  name   = "agent"
  role   = aws_iam_role.instance.id
  policy = data.aws_iam_policy_document.instance[0].json
}

resource "aws_iam_instance_profile" "instance" {
  name = "${var.name}-instance"
  role = aws_iam_role.instance.name
  tags = local.tags
}

# Spot needs a role of its own for one strategy only.

resource "aws_iam_role" "spot_fleet" {
  count              = local.makes_spot_fleet ? 1 : 0
  name               = "${var.name}-spot-fleet"
  description        = "Spot fleets of ${var.name}"
  assume_role_policy = data.aws_iam_policy_document.trust["spotfleet"].json
  tags               = local.tags
}

resource "aws_iam_role_policy_attachment" "spot_fleet" {
  count      = local.makes_spot_fleet ? 1 : 0
  role       = aws_iam_role.spot_fleet[0].name
  policy_arn = "${local.managed_policies}/service-role/AmazonEC2SpotFleetTaggingRole"
}

# ECS, before a container starts: its image, its log, its secrets.

data "aws_iam_policy_document" "execution" {
  statement {
    sid       = "RegistryToken"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  # Images may lie in other accounts, whose repositories say who may read them.
  statement {
    sid       = "Images"
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = ["*"]
  }

  dynamic "statement" {
    for_each = length(var.mirrors) > 0 ? [1] : []

    content {
      sid     = "Mirrors"
      actions = ["ecr:BatchImportUpstreamImage", "ecr:CreateRepository"]
      resources = [
        for name, _ in var.mirrors : "arn:${local.partition}:ecr:${local.region}:${local.account}:repository/${var.name}-${name}/*"
      ]
    }
  }

  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.jobs.arn}:*"]
  }

  statement {
    sid       = "Secrets"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = local.secret_arns
  }

  statement {
    sid       = "Parameters"
    actions   = ["ssm:GetParameters"]
    resources = local.parameter_arns
  }
}

resource "aws_iam_role" "execution" {
  name               = "${var.name}-execution"
  description        = "ECS, to start the containers of ${var.name}"
  assume_role_policy = data.aws_iam_policy_document.trust["ecs-tasks"].json
  tags               = local.tags
}

resource "aws_iam_role_policy" "execution" {
  name   = "execution"
  role   = aws_iam_role.execution.id
  policy = data.aws_iam_policy_document.execution.json
}

resource "aws_iam_role_policy" "mirrors" {
  count  = length(var.mirrors) > 0 ? 1 : 0
  name   = "mirrors"
  role   = aws_iam_role.instance.id
  policy = data.aws_iam_policy_document.mirrors[0].json
}

data "aws_iam_policy_document" "mirrors" {
  count = length(var.mirrors) > 0 ? 1 : 0

  statement {
    sid     = "Mirrors"
    actions = ["ecr:BatchImportUpstreamImage", "ecr:CreateRepository"]
    resources = [
      for name, _ in var.mirrors : "arn:${local.partition}:ecr:${local.region}:${local.account}:repository/${var.name}-${name}/*"
    ]
  }
}

# The bucket's folder, and what else may be read: for jobs, heads and people.

data "aws_iam_policy_document" "files" {
  statement {
    sid       = "Bucket"
    actions   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
    resources = [local.bucket_arn]
  }

  statement {
    sid = "Objects"
    actions = [
      "s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:GetObjectTagging", "s3:ListMultipartUploadParts",
      "s3:PutObject", "s3:PutObjectTagging",
    ]
    resources = ["${local.bucket_arn}/${local.prefix}/*"]
  }

  dynamic "statement" {
    for_each = length(var.readable_buckets) > 0 ? [1] : []

    content {
      sid       = "ReadableBuckets"
      actions   = ["s3:GetBucketLocation", "s3:GetObject", "s3:GetObjectTagging", "s3:ListBucket"]
      resources = flatten([for name in var.readable_buckets : ["arn:${local.partition}:s3:::${name}", "arn:${local.partition}:s3:::${name}/*"]])
    }
  }

  dynamic "statement" {
    for_each = var.kms_key_arn == null ? [] : [var.kms_key_arn]

    content {
      sid       = "Key"
      actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
      resources = [statement.value]
    }
  }
}

resource "aws_iam_policy" "files" {
  name        = "${var.name}-files"
  description = "The files of the runs of ${var.name}"
  policy      = data.aws_iam_policy_document.files.json
  tags        = local.tags
}

# The commands of tasks, and the agent beside them.

resource "aws_iam_role" "job" {
  name               = "${var.name}-job"
  description        = "Tasks of ${var.name}"
  assume_role_policy = data.aws_iam_policy_document.trust["ecs-tasks"].json
  tags               = local.tags
}

resource "aws_iam_role_policy_attachment" "job_files" {
  role       = aws_iam_role.job.name
  policy_arn = aws_iam_policy.files.arn
}

resource "aws_iam_role_policy_attachment" "job" {
  for_each   = toset(var.job_policy_arns)
  role       = aws_iam_role.job.name
  policy_arn = each.key
}
