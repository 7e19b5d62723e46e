# Queues for tasks on machines of EC2, on demand and Spot, and one for heads on Fargate. They grow from nothing, and go
# back to nothing when no job waits.
#
# Environments get a new name when they have to be replaced, so that the queue can change over before the old one goes.

locals {
  instance_types = coalescelist(var.instance_types, {
    X86_64 = ["m5", "c5", "r5", "m6i", "c6i", "r6i"]
    ARM64  = ["m6g", "c6g", "r6g", "m7g", "c7g", "r7g"]
  }[var.architecture])
}

resource "aws_batch_compute_environment" "on_demand" {
  compute_environment_name_prefix = "${var.name}-on-demand-"
  type                            = "MANAGED"
  service_role                    = local.service_role_arn
  tags                            = local.tags
  depends_on                      = [aws_iam_role_policy_attachment.service, aws_iam_role_policy_attachment.instance]

  compute_resources {
    type                = "EC2"
    allocation_strategy = var.on_demand_allocation_strategy
    min_vcpus           = 0
    max_vcpus           = var.max_vcpus
    instance_type       = local.instance_types
    instance_role       = aws_iam_instance_profile.instance.arn
    subnets             = local.subnets
    security_group_ids  = [aws_security_group.jobs.id]
    tags                = merge(local.tags, { Name = "${var.name}-on-demand" })

    ec2_configuration {
      image_type = var.image_type
    }

    launch_template {
      launch_template_id = aws_launch_template.machines.id
      version            = aws_launch_template.machines.latest_version
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_batch_compute_environment" "spot" {
  count                           = var.spot ? 1 : 0
  compute_environment_name_prefix = "${var.name}-spot-"
  type                            = "MANAGED"
  service_role                    = local.service_role_arn
  tags                            = local.tags
  depends_on = [
    aws_iam_role_policy_attachment.service, aws_iam_role_policy_attachment.instance, aws_iam_role_policy_attachment.spot_fleet,
  ]

  compute_resources {
    type                = "SPOT"
    allocation_strategy = var.spot_allocation_strategy
    bid_percentage      = var.spot_price_percentage
    spot_iam_fleet_role = one(aws_iam_role.spot_fleet[*].arn)
    min_vcpus           = 0
    max_vcpus           = var.max_vcpus
    instance_type       = local.instance_types
    instance_role       = aws_iam_instance_profile.instance.arn
    subnets             = local.subnets
    security_group_ids  = [aws_security_group.jobs.id]
    tags                = merge(local.tags, { Name = "${var.name}-spot" })

    ec2_configuration {
      image_type = var.image_type
    }

    launch_template {
      launch_template_id = aws_launch_template.machines.id
      version            = aws_launch_template.machines.latest_version
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_batch_compute_environment" "heads" {
  compute_environment_name_prefix = "${var.name}-heads-"
  type                            = "MANAGED"
  service_role                    = local.service_role_arn
  tags                            = local.tags
  depends_on                      = [aws_iam_role_policy_attachment.service]

  compute_resources {
    type               = "FARGATE"
    max_vcpus          = var.head_max_vcpus
    subnets            = local.subnets
    security_group_ids = [aws_security_group.jobs.id]
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_batch_job_queue" "on_demand" {
  name     = "${var.name}-on-demand"
  state    = "ENABLED"
  priority = 10
  tags     = local.tags

  compute_environment_order {
    order               = 1
    compute_environment = aws_batch_compute_environment.on_demand.arn
  }
}

resource "aws_batch_job_queue" "spot" {
  count    = var.spot ? 1 : 0
  name     = "${var.name}-spot"
  state    = "ENABLED"
  priority = 10
  tags     = local.tags

  compute_environment_order {
    order               = 1
    compute_environment = aws_batch_compute_environment.spot[0].arn
  }
}

resource "aws_batch_job_queue" "heads" {
  name     = "${var.name}-heads"
  state    = "ENABLED"
  priority = 10
  tags     = local.tags

  compute_environment_order {
    order               = 1
    compute_environment = aws_batch_compute_environment.heads.arn
  }
}

resource "aws_cloudwatch_log_group" "jobs" {
  name              = "/martlet/${var.name}"
  retention_in_days = var.log_days
  tags              = local.tags
}
