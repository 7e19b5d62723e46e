/// What the client has to know of a service before it can talk to it.
package struct AWSService: Hashable, Sendable {
  /// As people write it: `S3`.
  package let name: String
  /// Before the region in the host's name: `monitoring`.
  package let endpointPrefix: String
  package let signingName: String
  /// In `AWS_ENDPOINT_URL_<…>`: the service id in capitals, with underscores.
  package let variableName: String

  package init(name: String, endpointPrefix: String, signingName: String? = nil, variableName: String) {
    self.name = name
    self.endpointPrefix = endpointPrefix
    self.signingName = signingName ?? endpointPrefix
    self.variableName = variableName
  }

  package static let s3 = AWSService(name: "S3", endpointPrefix: "s3", variableName: "S3")
  package static let batch = AWSService(name: "Batch", endpointPrefix: "batch", variableName: "BATCH")
  package static let ec2 = AWSService(name: "EC2", endpointPrefix: "ec2", variableName: "EC2")
  package static let ecs = AWSService(name: "ECS", endpointPrefix: "ecs", variableName: "ECS")
  package static let pricing = AWSService(
    name: "Pricing", endpointPrefix: "api.pricing", signingName: "pricing", variableName: "PRICING")
  package static let logs = AWSService(
    name: "CloudWatch Logs", endpointPrefix: "logs", variableName: "CLOUDWATCH_LOGS")
  package static let sqs = AWSService(name: "SQS", endpointPrefix: "sqs", variableName: "SQS")
  package static let sts = AWSService(name: "STS", endpointPrefix: "sts", variableName: "STS")
  package static let iam = AWSService(name: "IAM", endpointPrefix: "iam", variableName: "IAM")
  package static let ecr = AWSService(
    name: "ECR", endpointPrefix: "api.ecr", signingName: "ecr", variableName: "ECR")
  package static let secretsManager = AWSService(
    name: "Secrets Manager", endpointPrefix: "secretsmanager", variableName: "SECRETS_MANAGER")
  package static let ssm = AWSService(name: "SSM", endpointPrefix: "ssm", variableName: "SSM")
  package static let serviceQuotas = AWSService(
    name: "Service Quotas", endpointPrefix: "servicequotas", variableName: "SERVICE_QUOTAS")
}
