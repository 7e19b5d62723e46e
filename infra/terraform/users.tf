# Who submits: people, and heads that run as jobs.

data "aws_iam_policy_document" "submit" {
  # Operations that know no resources.
  statement {
    sid = "Look"
    actions = [
      "batch:DescribeComputeEnvironments", "batch:DescribeJobDefinitions", "batch:DescribeJobQueues", "batch:DescribeJobs",
      "batch:ListJobs", "ec2:DescribeInstanceTypes", "ec2:DescribeSpotPriceHistory",
    ]
    resources = ["*"]
  }

  statement {
    sid       = "Submit"
    actions   = ["batch:SubmitJob"]
    resources = concat(local.queue_arns, ["${local.batch_arns}:job-definition/*"])
  }

  statement {
    sid       = "Queues"
    actions   = ["batch:GetJobQueueSnapshot"]
    resources = local.queue_arns
  }

  statement {
    sid       = "Jobs"
    actions   = ["batch:CancelJob", "batch:TagResource", "batch:TerminateJob"]
    resources = ["${local.batch_arns}:job/*"]
  }

  statement {
    sid       = "Definitions"
    actions   = ["batch:DeregisterJobDefinition", "batch:RegisterJobDefinition", "batch:TagResource"]
    resources = ["${local.batch_arns}:job-definition/martlet-*"]
  }

  statement {
    sid       = "Roles"
    actions   = ["iam:PassRole"]
    resources = [aws_iam_role.job.arn, aws_iam_role.execution.arn, aws_iam_role.head.arn]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["ecs-tasks.amazonaws.com"]
    }
  }

  statement {
    sid       = "RolesSeen"
    actions   = ["iam:GetRole"]
    resources = [aws_iam_role.job.arn, aws_iam_role.execution.arn, aws_iam_role.head.arn]
  }

  statement {
    sid       = "Logs"
    actions   = ["logs:GetLogEvents"]
    resources = ["${aws_cloudwatch_log_group.jobs.arn}:*"]
  }

  statement {
    sid       = "LogGroups"
    actions   = ["logs:DescribeLogGroups"]
    resources = ["*"]
  }

  statement {
    sid       = "SecretsSeen"
    actions   = ["secretsmanager:DescribeSecret"]
    resources = local.secret_arns
  }

  dynamic "statement" {
    for_each = aws_sqs_queue.events[*].arn

    content {
      sid       = "Events"
      actions   = ["sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage"]
      resources = [statement.value]
    }
  }
}

resource "aws_iam_policy" "submit" {
  name        = "${var.name}-submit"
  description = "Runs of ${var.name}: jobs and their logs"
  policy      = data.aws_iam_policy_document.submit.json
  tags        = local.tags
}

# Heads that run as jobs themselves: what a person may do, and nothing of what tasks may.

resource "aws_iam_role" "head" {
  name               = "${var.name}-head"
  description        = "Heads of ${var.name}, which submit tasks"
  assume_role_policy = data.aws_iam_policy_document.trust["ecs-tasks"].json
  tags               = local.tags
}

resource "aws_iam_role_policy_attachment" "head" {
  for_each   = { files = aws_iam_policy.files.arn, submit = aws_iam_policy.submit.arn }
  role       = aws_iam_role.head.name
  policy_arn = each.value
}

# People. Attach these policies to whoever runs workflows, or put them into the group.

data "aws_iam_policy_document" "user" {
  statement {
    sid       = "OwnSecrets"
    actions   = ["secretsmanager:CreateSecret", "secretsmanager:DeleteSecret", "secretsmanager:PutSecretValue"]
    resources = local.secret_arns
  }

  statement {
    sid       = "ImagesSeen"
    actions   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = ["arn:${local.partition}:ecr:*:*:repository/*"]
  }

  # Operations that know no resources.
  statement {
    sid = "Around"
    actions = [
      "s3:ListAllMyBuckets", "secretsmanager:ListSecrets", "servicequotas:GetServiceQuota", "ssm:DescribeParameters",
    ]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "user" {
  name        = "${var.name}-user"
  description = "What people need beside the runs of ${var.name}: their secrets, and to look whether a run can work"
  policy      = data.aws_iam_policy_document.user.json
  tags        = local.tags
}

resource "aws_iam_group" "users" {
  count = var.user_group ? 1 : 0
  name  = "${var.name}-users"
}

resource "aws_iam_group_policy_attachment" "users" {
  for_each   = var.user_group ? local.user_policies : {}
  group      = aws_iam_group.users[0].name
  policy_arn = each.value
}

locals {
  user_policies = { files = aws_iam_policy.files.arn, submit = aws_iam_policy.submit.arn, user = aws_iam_policy.user.arn }
}
