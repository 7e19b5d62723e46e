/// How Terraform reaches AWS: the part of the configuration that is not the module's.
///
/// Credentials, profiles, proxies and endpoints come from the variables and files that AWS's own tools read, as martlet's
/// do. What those cannot say stands here.
enum CloudProvider {
  static let text = """
    variable "region" {
      description = "The region in which everything is made."
      type        = string
    }

    variable "account_ids" {
      description = "The account in which everything was made: others are refused. Empty before the first time."
      type        = list(string)
      default     = []
    }

    variable "s3_use_path_style" {
      description = "Buckets in paths instead of host names, as endpoints that are not AWS's want them."
      type        = bool
      default     = false
    }

    provider "aws" {
      region              = var.region
      allowed_account_ids = length(var.account_ids) > 0 ? var.account_ids : null
      s3_use_path_style   = var.s3_use_path_style
    }

    """

  /// Whether S3 is reached by an address that somebody set. martlet's own client puts buckets into the path then, too.
  static func usesPathStyle(_ variables: [String: String]) -> Bool {
    ["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"].contains { !(variables[$0] ?? "").isEmpty }
  }
}
