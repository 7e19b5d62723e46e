variable "name" {
  description = "What everything is called by, and the environment in martlet.yaml unless environment says otherwise."
  type        = string
  default     = "martlet"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,30}[a-z0-9]$", var.name))
    error_message = "The name takes 2 to 32 small letters, digits and hyphens, with a letter first and no hyphen last."
  }
}

variable "environment" {
  description = "The environment's name in martlet_yaml; null for name."
  type        = string
  default     = null

  validation {
    condition     = var.environment == null || (can(regex("^[A-Za-z][A-Za-z0-9_-]*$", var.environment)) && var.environment != "local")
    error_message = "The environment takes letters, digits, _ and -, with a letter first, and is not local."
  }
}

variable "tags" {
  description = "Tags for everything, beside martlet-cloud = name."
  type        = map(string)
  default     = {}

  validation {
    condition     = length(var.tags) <= 40 && !anytrue([for key in keys(var.tags) : startswith(lower(key), "aws:")])
    error_message = "40 tags at most, and none whose name begins with aws:."
  }
}

# Network

variable "vpc_id" {
  description = "A VPC that exists; null for one to be made. Goes with subnet_ids."
  type        = string
  default     = null

  validation {
    condition     = var.vpc_id == null || can(regex("^vpc-[0-9a-f]+$", var.vpc_id))
    error_message = "A VPC's id looks like vpc-0123456789abcdef0."
  }
}

variable "subnet_ids" {
  description = "Subnets of that VPC, from which the internet can be reached: public ones, or private ones with NAT or endpoints."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for id in var.subnet_ids : can(regex("^subnet-[0-9a-f]+$", id))])
    error_message = "A subnet's id looks like subnet-0123456789abcdef0."
  }
}

variable "vpc_cidr" {
  description = "Addresses of the VPC that is made."
  type        = string
  default     = "10.70.0.0/16"

  validation {
    condition     = can(cidrsubnet(var.vpc_cidr, 4, 0)) && can(regex("/(1[6-9]|20)$", var.vpc_cidr))
    error_message = "Say a block of addresses from /16 to /20, such as 10.70.0.0/16."
  }
}

variable "zones" {
  description = "Availability zones that the VPC that is made has subnets in, if the region has so many. More of them find more Spot machines."
  type        = number
  default     = 3

  validation {
    condition     = var.zones >= 1 && var.zones <= 6 && floor(var.zones) == var.zones
    error_message = "From 1 to 6 zones."
  }
}

variable "nat_gateway" {
  description = "Private subnets behind a NAT gateway in the VPC that is made. It costs money by the hour, whether anything runs or not."
  type        = bool
  default     = false
}

variable "public_ip" {
  description = "Whether Fargate gives its tasks public addresses: false in private subnets. null for true, unless nat_gateway."
  type        = bool
  default     = null
}

# Files

variable "bucket" {
  description = "A bucket that exists, in the same region, whose settings stay as they are; null for one to be made."
  type        = string
  default     = null

  validation {
    condition     = var.bucket == null || can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.bucket))
    error_message = "Say a bucket's name alone, without s3:// and folder."
  }
}

variable "kms_key_arn" {
  description = "The KMS key that the bucket is, or is to be, encrypted with; null for S3's own keys."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:[^:]+:kms:[^:]+:[0-9]+:key/", var.kms_key_arn))
    error_message = "Say a key's ARN: arn:aws:kms:REGION:ACCOUNT:key/ID."
  }
}

variable "expire_days" {
  description = "Days after which everything of the runs goes, outputs too; null for never."
  type        = number
  default     = null

  validation {
    condition     = var.expire_days == null ? true : var.expire_days >= 1 && floor(var.expire_days) == var.expire_days
    error_message = "A whole number of days, 1 or more."
  }
}

variable "old_version_days" {
  description = "Days for which what was overwritten or deleted in the bucket can be had back."
  type        = number
  default     = 7

  validation {
    condition     = var.old_version_days >= 1 && floor(var.old_version_days) == var.old_version_days
    error_message = "A whole number of days, 1 or more."
  }
}

variable "readable_buckets" {
  description = "Other buckets that tasks may read, such as those with reference data; [\"*\"] for all that let them."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for name in var.readable_buckets : !strcontains(name, "/")])
    error_message = "Say buckets' names alone, without s3:// and folder."
  }
}

# Machines

variable "max_vcpus" {
  description = "vCPUs that tasks may use at a time on demand, and as many on Spot."
  type        = number
  default     = 256

  validation {
    condition     = var.max_vcpus >= 1 && floor(var.max_vcpus) == var.max_vcpus
    error_message = "A whole number of vCPUs, 1 or more."
  }
}

variable "head_max_vcpus" {
  description = "vCPUs that heads may use at a time on Fargate."
  type        = number
  default     = 16

  validation {
    condition     = var.head_max_vcpus >= 1 && floor(var.head_max_vcpus) == var.head_max_vcpus
    error_message = "A whole number of vCPUs, 1 or more."
  }
}

variable "spot" {
  description = "Tasks run on Spot machines, and where those are taken away again and again on demand."
  type        = bool
  default     = true
}

variable "architecture" {
  description = "Of the machines: X86_64 or ARM64."
  type        = string
  default     = "X86_64"

  validation {
    condition     = contains(["X86_64", "ARM64"], var.architecture)
    error_message = "X86_64 or ARM64."
  }
}

variable "instance_types" {
  description = "Families or types of machines that may be used, all of one architecture: m5, c5.4xlarge; [] for the current families for general use, computing and memory."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for type in var.instance_types : can(regex("^[a-z][a-z0-9-]*(\\.[a-z0-9-]+)?$", type))])
    error_message = "Say families such as m5, or types such as c5.4xlarge."
  }
}

variable "on_demand_allocation_strategy" {
  description = "How Batch chooses among instance types on demand."
  type        = string
  default     = "BEST_FIT_PROGRESSIVE"

  validation {
    condition     = contains(["BEST_FIT", "BEST_FIT_PROGRESSIVE"], var.on_demand_allocation_strategy)
    error_message = "BEST_FIT_PROGRESSIVE or BEST_FIT."
  }
}

variable "spot_allocation_strategy" {
  description = "How Batch chooses among instance types of Spot."
  type        = string
  default     = "SPOT_PRICE_CAPACITY_OPTIMIZED"

  validation {
    condition = contains(
      ["BEST_FIT", "BEST_FIT_PROGRESSIVE", "SPOT_CAPACITY_OPTIMIZED", "SPOT_PRICE_CAPACITY_OPTIMIZED"], var.spot_allocation_strategy,
    )
    error_message = "SPOT_PRICE_CAPACITY_OPTIMIZED, SPOT_CAPACITY_OPTIMIZED, BEST_FIT_PROGRESSIVE or BEST_FIT."
  }
}

variable "spot_price_percentage" {
  description = "The most that a Spot machine may cost, in percent of its price on demand."
  type        = number
  default     = 100

  validation {
    condition     = var.spot_price_percentage >= 1 && var.spot_price_percentage <= 100
    error_message = "From 1 to 100."
  }
}

variable "image_type" {
  description = "The kind of AMI that AWS keeps for the machines."
  type        = string
  default     = "ECS_AL2023"

  validation {
    condition     = can(regex("^ECS_AL[0-9A-Z_]+$", var.image_type))
    error_message = "ECS_AL2023, ECS_AL2023_NVIDIA, or another type that AWS Batch knows for ECS."
  }
}

variable "root_volume_gib" {
  description = "GiB of a machine's first disk, which holds images, containers, and work files unless scratch_volume_gib."
  type        = number
  default     = 200

  validation {
    condition     = var.root_volume_gib >= 30 && var.root_volume_gib <= 16384
    error_message = "From 30 to 16384 GiB."
  }
}

variable "scratch_volume_gib" {
  description = "GiB of a second disk for work files; 0 for none."
  type        = number
  default     = 0

  validation {
    condition     = var.scratch_volume_gib >= 0 && var.scratch_volume_gib <= 16384
    error_message = "From 0 to 16384 GiB."
  }
}

variable "metadata_hop_limit" {
  description = "Hops from which a machine's metadata can be reached, by IMDSv2 only: 2 lets containers, 1 does not."
  type        = number
  default     = 2

  validation {
    condition     = contains([1, 2], var.metadata_hop_limit)
    error_message = "1 or 2."
  }
}

variable "agent_file" {
  description = "The static binary of martlet-agent on this machine, to be put on every machine of EC2; null for each job to fetch it."
  type        = string
  default     = null
}

# Roles

variable "batch_service_role" {
  description = "linked: AWS Batch's service-linked role. create: a role of its own. Else the ARN of one that exists."
  type        = string
  default     = "linked"

  validation {
    condition     = contains(["linked", "create"], var.batch_service_role) || can(regex("^arn:[^:]+:iam::[0-9]+:role/", var.batch_service_role))
    error_message = "linked, create, or a role's ARN."
  }
}

variable "job_policy_arns" {
  description = "Policies that the role of tasks has beside its own."
  type        = list(string)
  default     = []
}

variable "secret_prefixes" {
  description = "How the names of secrets and parameters begin that tasks may be given."
  type        = list(string)
  default     = ["martlet/"]

  validation {
    condition     = length(var.secret_prefixes) > 0 && !anytrue([for prefix in var.secret_prefixes : prefix == ""])
    error_message = "One prefix at least, and none that is empty."
  }
}

variable "user_group" {
  description = "Makes a group with the policies of those who run workflows."
  type        = bool
  default     = false
}

# Logs, images, events, money

variable "log_days" {
  description = "Days for which the logs of containers are kept; 0 for ever."
  type        = number
  default     = 30

  validation {
    condition = contains(
      [0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_days,
    )
    error_message = "0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653."
  }
}

variable "repositories" {
  description = "Repositories of ECR to be made, for images of one's own: name/<repository>."
  type        = list(string)
  default     = []
}

variable "mirrors" {
  description = "Registries that ECR mirrors by pull-through cache rules, by short names; credential_arn is a secret called ecr-pullthroughcache/…, which Docker Hub needs."
  type = map(object({
    registry       = string
    credential_arn = optional(string)
  }))
  default = {}

  validation {
    condition     = alltrue([for name, _ in var.mirrors : can(regex("^[a-z0-9]+(-[a-z0-9]+)*$", name))])
    error_message = "The short names take small letters, digits and hyphens."
  }
}

variable "events" {
  description = "A queue in which martlet hears of the states of jobs, instead of asking."
  type        = bool
  default     = true
}

variable "budget" {
  description = "A monthly budget in US dollars that warns these addresses; null for none."
  type = object({
    dollars = number
    emails  = list(string)
  })
  default = null

  validation {
    condition     = var.budget == null ? true : var.budget.dollars > 0 && length(var.budget.emails) > 0
    error_message = "More than 0 dollars, and one address at least."
  }
}

variable "head_image" {
  description = "The image in which heads run that are jobs themselves; null for martlet's default."
  type        = string
  default     = null
}
