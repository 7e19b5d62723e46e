package import AWSClient
import TaskFolder
package import WorkflowModel

extension ExecutionError {
  /// What an AWS operation's failure means for the user.
  ///
  /// - Parameter action: what was being done, to what: `cannot read \`s3://bucket/key\``.
  package init(_ error: AWSError, while action: String) {
    if error.kind == .file, let failure = error.cause as? LocalFile.Failure {
      self.init(failure, while: action)
      return
    }
    let credentials = "check the AWS credentials: the keys in the environment, or the profile in ~/.aws"
    let (code, help): (Code, String?) =
      switch error.kind {
      case .credentials: (.noCredentials, error.help ?? "set AWS_PROFILE, or the keys in the environment")
      case .configuration: (.configuration, error.help)
      case .network: (.network, error.help ?? "check the connection to AWS and try again")
      case .response: (.service, error.help)
      case .file: (.notReadable, error.help)
      case .service where error.refusesTheKeys: (.noCredentials, credentials)
      case .service where error.isAccessDenied:
        (.accessDenied, "allow the credentials' user or role \(error.action.map { "`\($0)`" } ?? "this") there")
      case .service where error.code == "NoSuchBucket": (.notFound, "check the bucket's name and region")
      case .service where error.isNotFound: (.fileNotFound, nil)
      case .service: (.service, error.help)
      }
    self.init(code, action, help: help, cause: error.withoutHelp)
  }

  /// Makes what an AWS operation or the disk threw the user's: `CancellationError` and ``ExecutionError`` stay as they are.
  package static func from(_ error: any Error, while action: String) -> any Error {
    switch error {
    case let error as AWSError: ExecutionError(error, while: action)
    case let error as FileSystemError:
      ExecutionError(doing: error.doing, path: error.path, number: error.number, writing: error.isWriting)
    default: error
    }
  }

  /// What a file of this machine was in the way of. That it was on the way to or from S3 says nothing of it.
  private init(_ failure: LocalFile.Failure, while action: String) {
    let told = ExecutionError(
      doing: failure.action, path: failure.path, number: failure.errno, writing: failure.isWriting)
    self.init(told.code, action, help: told.help, cause: failure)
  }
}

extension AWSError {
  private static let keyRefusals: Set<String> = [
    "UnrecognizedClientException", "InvalidClientTokenId", "InvalidAccessKeyId", "SignatureDoesNotMatch",
    "InvalidSignatureException", "ExpiredToken", "ExpiredTokenException", "IncompleteSignature",
    "IncompleteSignatureException", "MissingAuthenticationToken", "MissingAuthenticationTokenException",
    "InvalidToken",
  ]

  /// The action of IAM that allows the operation: `s3:GetObject`.
  ///
  /// Source: "Actions, resources, and condition keys" of the service authorization reference.
  package var action: String? {
    guard let operation, let space = operation.lastIndex(of: " ") else { return nil }
    let name = String(operation[operation.index(after: space)...])
    switch operation[..<space] {
    case "S3": return "s3:" + (Self.actionsOfS3[name] ?? name)
    case "CloudWatch Logs": return "logs:" + name
    case "SQS" where name == "DeleteMessageBatch": return "sqs:DeleteMessage"
    case "Secrets Manager": return "secretsmanager:" + name
    case "Service Quotas": return "servicequotas:" + name
    case let service: return service.lowercased() + ":" + name
    }
  }

  /// Where the action is not called as the operation is.
  private static let actionsOfS3 = [
    "HeadObject": "GetObject", "HeadBucket": "ListBucket", "ListObjectsV2": "ListBucket",
    "CreateMultipartUpload": "PutObject", "UploadPart": "PutObject", "CompleteMultipartUpload": "PutObject",
    "CopyObject": "PutObject", "UploadPartCopy": "PutObject", "DeleteObjects": "DeleteObject",
    "ListParts": "ListMultipartUploadParts", "ListBuckets": "ListAllMyBuckets",
  ]

  /// Whether the service does not know the keys or what was signed with them, rather than forbidding this one thing.
  package var refusesTheKeys: Bool { Self.keyRefusals.contains(code ?? "") }

  /// The same without advice, which is said once, by the error around it.
  fileprivate var withoutHelp: AWSError {
    AWSError(
      kind, operation: operation, subject: nil, code: code, message: message, status: status, requestID: requestID,
      attempts: attempts, cause: cause)
  }
}
