# The queue in which martlet hears of the states of jobs. Several martlets may share it; what nobody reads is gone after
# an hour.

resource "aws_sqs_queue" "events" {
  count                     = var.events ? 1 : 0
  name                      = "${var.name}-events"
  message_retention_seconds = 3600
  sqs_managed_sse_enabled   = true
  tags                      = local.tags
}

resource "aws_cloudwatch_event_rule" "jobs" {
  count       = var.events ? 1 : 0
  name        = "${var.name}-jobs"
  description = "States of the jobs in martlet's queues"
  tags        = local.tags

  event_pattern = jsonencode({
    source        = ["aws.batch"]
    "detail-type" = ["Batch Job State Change"]
    detail = {
      status   = ["RUNNING", "SUCCEEDED", "FAILED"]
      jobQueue = local.queue_arns
    }
  })
}

resource "aws_cloudwatch_event_target" "jobs" {
  count     = var.events ? 1 : 0
  rule      = aws_cloudwatch_event_rule.jobs[0].name
  target_id = "events"
  arn       = aws_sqs_queue.events[0].arn
}

data "aws_iam_policy_document" "events" {
  count = var.events ? 1 : 0

  statement {
    sid       = "EventsOfJobs"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.events[0].arn]

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [aws_cloudwatch_event_rule.jobs[0].arn]
    }
  }
}

resource "aws_sqs_queue_policy" "events" {
  count     = var.events ? 1 : 0
  queue_url = aws_sqs_queue.events[0].id
  policy    = data.aws_iam_policy_document.events[0].json
}
