# Everything with its defaults: a VPC, a bucket, queues on demand, on Spot and for heads.

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

module "martlet" {
  source = "../.."
}

output "martlet_yaml" {
  value = module.martlet.martlet_yaml
}
