// Made of infra/terraform by TerraformModuleTests: change it there.

extension TerraformModule {
  static let launchTemplate = #"""
    # What the machines of the EC2 environments begin with: disks, the way to their metadata, and the agent, perhaps.

    locals {
      agent_on_host  = "/opt/martlet/martlet-agent"
      agent_sha256   = var.agent_file == null ? null : filesha256(var.agent_file)
      agent_key      = var.agent_file == null ? null : "${local.prefix}/agent/${local.agent_sha256}/martlet-agent"
      scratch_folder = "/scratch"

      # Batch wants user data in MIME's multipart form. Source: "Use Amazon EC2 user data in launch templates", user guide of
      # AWS Batch.
      start_script = templatefile("${path.module}/start.sh.tftpl", {
        agent   = var.agent_file == null ? "" : local.agent_on_host
        source  = var.agent_file == null ? "" : "s3://${local.bucket}/${local.agent_key}"
        sha256  = local.agent_sha256 == null ? "" : local.agent_sha256
        region  = local.region
        scratch = var.scratch_volume_gib > 0 ? local.scratch_folder : ""
      })
      user_data = join("\n", [
        "MIME-Version: 1.0",
        "Content-Type: multipart/mixed; boundary=\"martlet\"",
        "",
        "--martlet",
        "Content-Type: text/x-shellscript; charset=\"us-ascii\"",
        "",
        local.start_script,
        "--martlet--",
        "",
      ])
    }

    resource "aws_s3_object" "agent" {
      count  = var.agent_file == null ? 0 : 1
      bucket = local.bucket
      key    = local.agent_key
      source = var.agent_file
      tags   = local.tags
    }

    resource "aws_launch_template" "machines" {
      name        = "${var.name}-machines"
      description = "Machines of AWS Batch for martlet"
      user_data   = var.agent_file == null && var.scratch_volume_gib == 0 ? null : base64encode(local.user_data)
      tags        = local.tags
      depends_on  = [aws_s3_object.agent]

      # Containers are one hop further from the metadata than the machine.
      metadata_options {
        http_endpoint               = "enabled"
        http_tokens                 = "required"
        http_put_response_hop_limit = var.metadata_hop_limit
      }

      block_device_mappings {
        device_name = "/dev/xvda"

        ebs {
          volume_type           = "gp3"
          volume_size           = var.root_volume_gib
          encrypted             = "true"
          delete_on_termination = "true"
        }
      }

      dynamic "block_device_mappings" {
        for_each = var.scratch_volume_gib > 0 ? [var.scratch_volume_gib] : []

        content {
          device_name = "/dev/xvdb"

          ebs {
            volume_type           = "gp3"
            volume_size           = block_device_mappings.value
            encrypted             = "true"
            delete_on_termination = "true"
          }
        }
      }

      # Batch tags the machines itself, not their disks.
      tag_specifications {
        resource_type = "volume"
        tags          = merge(local.tags, { Name = var.name })
      }
    }

    """#
}
