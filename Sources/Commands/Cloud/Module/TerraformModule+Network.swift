// Made of infra/terraform by TerraformModuleTests: change it there.

extension TerraformModule {
  static let network = #"""
    # Machines in public subnets reach images and the APIs without a NAT gateway, which would cost money by the hour. Nothing
    # reaches them: their security group lets nothing in.

    data "aws_availability_zones" "available" {
      count = local.makes_vpc ? 1 : 0
      state = "available"

      filter {
        name   = "opt-in-status"
        values = ["opt-in-not-required"]
      }
    }

    locals {
      makes_vpc = var.vpc_id == null
      makes_nat = local.makes_vpc && var.nat_gateway
      zones     = local.makes_vpc ? slice(sort(data.aws_availability_zones.available[0].names), 0, min(var.zones, length(data.aws_availability_zones.available[0].names))) : []
      vpc_id    = local.makes_vpc ? aws_vpc.this[0].id : var.vpc_id
      subnets   = local.makes_vpc ? (local.makes_nat ? aws_subnet.private[*].id : aws_subnet.public[*].id) : var.subnet_ids
    }

    resource "aws_vpc" "this" {
      count                = local.makes_vpc ? 1 : 0
      cidr_block           = var.vpc_cidr
      enable_dns_hostnames = true
      enable_dns_support   = true
      tags                 = merge(local.tags, { Name = var.name })
    }

    resource "aws_internet_gateway" "this" {
      count  = local.makes_vpc ? 1 : 0
      vpc_id = aws_vpc.this[0].id
      tags   = merge(local.tags, { Name = var.name })
    }

    resource "aws_subnet" "public" {
      count                   = length(local.zones)
      vpc_id                  = aws_vpc.this[0].id
      cidr_block              = cidrsubnet(var.vpc_cidr, 4, count.index)
      availability_zone       = local.zones[count.index]
      map_public_ip_on_launch = true
      tags                    = merge(local.tags, { Name = "${var.name}-public-${local.zones[count.index]}" })
    }

    resource "aws_route_table" "public" {
      count  = local.makes_vpc ? 1 : 0
      vpc_id = aws_vpc.this[0].id
      tags   = merge(local.tags, { Name = "${var.name}-public" })
    }

    resource "aws_route" "internet" {
      count                  = local.makes_vpc ? 1 : 0
      route_table_id         = aws_route_table.public[0].id
      destination_cidr_block = "0.0.0.0/0"
      gateway_id             = aws_internet_gateway.this[0].id
    }

    resource "aws_route_table_association" "public" {
      count          = length(local.zones)
      subnet_id      = aws_subnet.public[count.index].id
      route_table_id = aws_route_table.public[0].id
    }

    # Private subnets, only with a NAT gateway.

    resource "aws_subnet" "private" {
      count             = local.makes_nat ? length(local.zones) : 0
      vpc_id            = aws_vpc.this[0].id
      cidr_block        = cidrsubnet(var.vpc_cidr, 4, count.index + 8)
      availability_zone = local.zones[count.index]
      tags              = merge(local.tags, { Name = "${var.name}-private-${local.zones[count.index]}" })
    }

    resource "aws_eip" "nat" {
      count  = local.makes_nat ? 1 : 0
      domain = "vpc"
      tags   = merge(local.tags, { Name = "${var.name}-nat" })
    }

    resource "aws_nat_gateway" "this" {
      count         = local.makes_nat ? 1 : 0
      allocation_id = aws_eip.nat[0].id
      subnet_id     = aws_subnet.public[0].id
      tags          = merge(local.tags, { Name = var.name })
      depends_on    = [aws_internet_gateway.this]
    }

    resource "aws_route_table" "private" {
      count  = local.makes_nat ? 1 : 0
      vpc_id = aws_vpc.this[0].id
      tags   = merge(local.tags, { Name = "${var.name}-private" })
    }

    resource "aws_route" "nat" {
      count                  = local.makes_nat ? 1 : 0
      route_table_id         = aws_route_table.private[0].id
      destination_cidr_block = "0.0.0.0/0"
      nat_gateway_id         = aws_nat_gateway.this[0].id
    }

    resource "aws_route_table_association" "private" {
      count          = length(aws_subnet.private)
      subnet_id      = aws_subnet.private[count.index].id
      route_table_id = aws_route_table.private[0].id
    }

    # The way to S3 costs nothing, and keeps the data inside AWS's network.
    resource "aws_vpc_endpoint" "s3" {
      count             = local.makes_vpc ? 1 : 0
      vpc_id            = aws_vpc.this[0].id
      service_name      = "com.amazonaws.${local.region}.s3"
      vpc_endpoint_type = "Gateway"
      route_table_ids   = concat(aws_route_table.public[*].id, aws_route_table.private[*].id)
      tags              = merge(local.tags, { Name = "${var.name}-s3" })
    }

    resource "aws_security_group" "jobs" {
      name        = "${var.name}-jobs"
      description = "Machines and containers of AWS Batch: everything out, nothing in"
      vpc_id      = local.vpc_id
      tags        = merge(local.tags, { Name = "${var.name}-jobs" })

      lifecycle {
        precondition {
          condition     = local.makes_vpc ? length(var.subnet_ids) == 0 : length(var.subnet_ids) > 0
          error_message = "vpc_id and subnet_ids go together: give both for a VPC that exists, neither for one to be made."
        }
      }
    }

    resource "aws_vpc_security_group_egress_rule" "jobs" {
      security_group_id = aws_security_group.jobs.id
      description       = "Images, S3 and the APIs of AWS"
      cidr_ipv4         = "0.0.0.0/0"
      ip_protocol       = "-1"
      tags              = local.tags
    }

    """#
}
