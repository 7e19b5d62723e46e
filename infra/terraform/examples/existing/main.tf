# In a VPC and with a bucket that exist, on demand only, with the agent and a disk for work files on the machines, a
# mirror of quay.io, a group for users and a budget.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

provider "aws" {
  region = "eu-central-1"
}

variable "vpc_id" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

variable "bucket" {
  type = string
}

variable "agent_file" {
  type = string
}

module "martlet" {
  source = "../.."

  name               = "genomics"
  vpc_id             = var.vpc_id
  subnet_ids         = var.subnet_ids
  bucket             = var.bucket
  agent_file         = var.agent_file
  spot               = false
  max_vcpus          = 64
  instance_types     = ["c5", "m5.4xlarge"]
  scratch_volume_gib = 500
  readable_buckets   = ["1000genomes"]
  user_group         = true
  repositories       = ["tools"]
  mirrors            = { quay = { registry = "quay.io" } }
  tags               = { lab = "genomics" }

  budget = {
    dollars = 500
    emails  = ["lab@example.org"]
  }
}

output "martlet_yaml" {
  value = module.martlet.martlet_yaml
}
