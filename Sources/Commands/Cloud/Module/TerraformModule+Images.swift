// Made of infra/terraform by TerraformModuleTests: change it there.

extension TerraformModule {
  static let images = #"""
    # Registries of one's own, and ECR as a mirror of others'. Both are there when asked for.

    locals {
      registry = "${local.account}.dkr.ecr.${local.region}.${data.aws_partition.this.dns_suffix}"
    }

    resource "aws_ecr_repository" "images" {
      for_each     = toset(var.repositories)
      name         = "${var.name}/${each.key}"
      force_delete = true
      tags         = local.tags

      image_scanning_configuration {
        scan_on_push = true
      }
    }

    resource "aws_ecr_lifecycle_policy" "images" {
      for_each   = aws_ecr_repository.images
      repository = each.value.name

      policy = jsonencode({
        rules = [{
          rulePriority = 1
          description  = "Untagged images go after two weeks"
          selection    = { tagStatus = "untagged", countType = "sinceImagePushed", countUnit = "days", countNumber = 14 }
          action       = { type = "expire" }
        }]
      })
    }

    resource "aws_ecr_pull_through_cache_rule" "mirrors" {
      for_each              = var.mirrors
      ecr_repository_prefix = "${var.name}-${each.key}"
      upstream_registry_url = each.value.registry
      credential_arn        = each.value.credential_arn
    }

    """#
}
