import AWSClient
import TaskFolder
import WorkflowModel

/// A server's answer that is not what was asked for.
struct WebFailure: Error, Hashable, CustomStringConvertible {
  let status: Int
  let retryAfter: Duration?

  init(_ response: HTTPResponse) {
    status = response.status
    retryAfter = response.fields["retry-after"].flatMap { Int($0) }.map { .seconds(max(0, $0)) }
  }

  var isAbsence: Bool { status == 404 || status == 410 }

  var description: String { "the server answered \(status)" }
}

extension ExecutionError {
  /// What a failed exchange means for the user.
  ///
  /// - Parameter action: what was being done, to what: `cannot read https://host/file`.
  static func web(_ error: any Error, while action: String) -> any Error {
    switch error {
    case let failure as WebFailure: ExecutionError(failure, while: action)
    case let error as HTTPTransportError: ExecutionError(error, while: action)
    case let error as FileSystemError:
      ExecutionError(doing: error.doing, path: error.path, number: error.number, writing: error.isWriting)
    case let error as LocalFile.Failure:
      ExecutionError(
        doing: error.action.replacingPrefix("cannot "), path: error.path, number: error.errno, writing: true)
    default: error
    }
  }

  private init(_ failure: WebFailure, while action: String) {
    switch failure.status {
    case 404, 410: self.init(.fileNotFound, "\(action): there is no such file", help: "check the URL")
    case 401, 403, 407:
      self.init(
        .accessDenied, "\(action): \(failure)",
        help: "only what needs no login is read; a signed URL may have expired")
    case 408, 429, 500...: self.init(.service, "\(action): \(failure)", help: "try again later")
    default: self.init(.notReadable, "\(action): \(failure)", help: "check the URL")
    }
  }

  private init(_ error: HTTPTransportError, while action: String) {
    switch error {
    case .bodyTooLong(let limit): self.init(.notReadable, "\(action): it has more than \(limit) bytes")
    case .tlsFailed:
      self.init(
        .network, action, help: "if a proxy has its own certificate authority, name its file in SSL_CERT_FILE",
        cause: error)
    default: self.init(.network, action, help: "check the URL and the network", cause: error)
    }
  }
}

extension String {
  fileprivate func replacingPrefix(_ prefix: String) -> String {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self
  }
}
