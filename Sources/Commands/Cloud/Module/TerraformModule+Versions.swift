// Made of infra/terraform by TerraformModuleTests: change it there.

extension TerraformModule {
  static let versions = #"""
    terraform {
      required_version = ">= 1.5"

      required_providers {
        aws = {
          source  = "hashicorp/aws"
          version = "~> 5.0"
        }
      }
    }

    data "aws_caller_identity" "this" {}
    data "aws_partition" "this" {}
    data "aws_region" "this" {}

    locals {
      account   = data.aws_caller_identity.this.account_id
      partition = data.aws_partition.this.partition
      region    = data.aws_region.this.name

      # By `martlet-cloud` a bill, a budget and a search in the console find what belongs together.
      tags = merge({ "martlet-cloud" = var.name }, var.tags)
    }

    """#
}
