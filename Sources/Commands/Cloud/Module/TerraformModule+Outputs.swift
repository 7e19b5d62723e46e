// Made of infra/terraform by TerraformModuleTests: change it there.

extension TerraformModule {
  static let outputs = #"""
    locals {
      public_ip = var.public_ip == null ? !local.makes_nat : var.public_ip
      docker    = [for name, mirror in var.mirrors : "${local.registry}/${var.name}-${name}" if mirror.registry == "registry-1.docker.io"]
      others = {
        for name, mirror in var.mirrors : mirror.registry => "${local.registry}/${var.name}-${name}" if mirror.registry != "registry-1.docker.io"
      }

      # Of the job in which martlet itself runs. Fargate has no folders of the hosts: with those, heads run where tasks do.
      heads_on_fargate = var.scratch_volume_gib == 0
      head = {
        queue    = local.heads_on_fargate ? aws_batch_job_queue.heads.name : aws_batch_job_queue.on_demand.name
        platform = local.heads_on_fargate ? "FARGATE" : null
        jobRole  = aws_iam_role.head.arn
        image    = var.head_image
      }

      # Names with values, in the order in which people read them; null is left out.
      settings = [
        ["backend", "aws-batch"],
        ["region", local.region],
        ["queue", var.spot ? aws_batch_job_queue.spot[0].name : aws_batch_job_queue.on_demand.name],
        ["spotFallbackQueue", var.spot ? aws_batch_job_queue.on_demand.name : null],
        ["bucket", "s3://${local.bucket}/${local.prefix}"],
        ["jobRole", aws_iam_role.job.arn],
        ["executionRole", aws_iam_role.execution.arn],
        ["logGroup", aws_cloudwatch_log_group.jobs.name],
        ["events", one(aws_sqs_queue.events[*].url)],
        ["architecture", var.architecture == "X86_64" ? null : var.architecture],
        ["agent", var.agent_file == null ? null : { mount = local.agent_on_host }],
        ["scratch", var.scratch_volume_gib > 0 ? local.scratch_folder : null],
        ["volumes", var.scratch_volume_gib > 0 ? ["${local.scratch_folder}:${local.scratch_folder}"] : null],
        ["assignPublicIP", local.public_ip ? null : false],
        ["dockerHubMirror", one(local.docker)],
        ["imageMirrors", length(local.others) > 0 ? local.others : null],
        ["head", { for name, value in local.head : name => value if value != null }],
        ["tags", local.tags],
      ]

      # A text stands as it is where YAML takes it for one, and in quotes else: JSON is YAML.
      plain = "^[A-Za-z/](?:[A-Za-z0-9_./-]|:[A-Za-z0-9_./:-])*$"
      lines = [
        for setting in local.settings : "    ${setting[0]}: ${try(regex(local.plain, setting[1]), jsonencode(setting[1]))}"
        if setting[1] != null
      ]
    }

    output "martlet_yaml" {
      description = "An environment for martlet.yaml."
      value       = join("\n", concat(["environments:", "  ${coalesce(var.environment, var.name)}:"], local.lines, [""]))
    }

    output "account_id" {
      description = "The account in which everything is."
      value       = local.account
    }

    output "region" {
      description = "The region in which everything is."
      value       = local.region
    }

    output "bucket" {
      description = "The bucket, made or given."
      value       = local.bucket
    }

    output "queues" {
      description = "The job queues' names: those of tasks, and that of heads."
      value = {
        on_demand = aws_batch_job_queue.on_demand.name
        spot      = one(aws_batch_job_queue.spot[*].name)
        heads     = aws_batch_job_queue.heads.name
      }
    }

    output "compute_environments" {
      description = "The compute environments' names."
      value = {
        on_demand = aws_batch_compute_environment.on_demand.compute_environment_name
        spot      = one(aws_batch_compute_environment.spot[*].compute_environment_name)
        heads     = aws_batch_compute_environment.heads.compute_environment_name
      }
    }

    output "roles" {
      description = "The roles' ARNs."
      value = {
        job       = aws_iam_role.job.arn
        execution = aws_iam_role.execution.arn
        head      = aws_iam_role.head.arn
        instance  = aws_iam_role.instance.arn
      }
    }

    output "user_policies" {
      description = "The policies of whoever runs workflows."
      value       = values(local.user_policies)
    }

    output "log_group" {
      description = "The log group of the containers."
      value       = aws_cloudwatch_log_group.jobs.name
    }

    output "vpc_id" {
      description = "The VPC, made or given."
      value       = local.vpc_id
    }

    output "repositories" {
      description = "The addresses of the repositories, by their names."
      value       = { for name, repository in aws_ecr_repository.images : name => repository.repository_url }
    }

    """#
}
