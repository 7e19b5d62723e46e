# Everything of the runs lies below s3://<bucket>/martlet. A bucket that is given is used as it is.

locals {
  makes_bucket = var.bucket == null
  bucket       = local.makes_bucket ? aws_s3_bucket.work[0].bucket : var.bucket
  bucket_arn   = "arn:${local.partition}:s3:::${local.bucket}"
  prefix       = "martlet"
}

resource "aws_s3_bucket" "work" {
  count  = local.makes_bucket ? 1 : 0
  bucket = "${var.name}-${local.account}-${local.region}"
  tags   = local.tags
}

resource "aws_s3_bucket_versioning" "work" {
  count  = local.makes_bucket ? 1 : 0
  bucket = aws_s3_bucket.work[0].id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_public_access_block" "work" {
  count                   = local.makes_bucket ? 1 : 0
  bucket                  = aws_s3_bucket.work[0].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "work" {
  count  = local.makes_bucket ? 1 : 0
  bucket = aws_s3_bucket.work[0].id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "work" {
  count  = local.makes_bucket ? 1 : 0
  bucket = aws_s3_bucket.work[0].id

  rule {
    bucket_key_enabled = var.kms_key_arn != null

    apply_server_side_encryption_by_default {
      sse_algorithm     = var.kms_key_arn == null ? "AES256" : "aws:kms"
      kms_master_key_id = var.kms_key_arn
    }
  }
}

data "aws_iam_policy_document" "bucket" {
  count = local.makes_bucket ? 1 : 0

  statement {
    sid       = "OnlyOverTLS"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [local.bucket_arn, "${local.bucket_arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_s3_bucket_policy" "work" {
  count      = local.makes_bucket ? 1 : 0
  bucket     = aws_s3_bucket.work[0].id
  policy     = data.aws_iam_policy_document.bucket[0].json
  depends_on = [aws_s3_bucket_public_access_block.work]
}

resource "aws_s3_bucket_lifecycle_configuration" "work" {
  count      = local.makes_bucket ? 1 : 0
  bucket     = aws_s3_bucket.work[0].id
  depends_on = [aws_s3_bucket_versioning.work]

  rule {
    id     = "unfinished-uploads"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  rule {
    id     = "old-versions"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = var.old_version_days
    }

    expiration {
      expired_object_delete_marker = true
    }
  }

  dynamic "rule" {
    for_each = var.expire_days == null ? [] : [var.expire_days]

    content {
      id     = "work-files"
      status = "Enabled"

      filter {
        prefix = "${local.prefix}/"
      }

      expiration {
        days = rule.value
      }
    }
  }
}
