import HTTPTypes
import Hummingbird
import JSONText
import WorkflowModel

/// What a client is told that asked for what cannot be.
struct ServerError: Error, HTTPResponseError {
  let status: HTTPResponse.Status
  let message: String

  init(_ status: HTTPResponse.Status, _ message: String) {
    self.status = status
    self.message = message
  }

  static func badRequest(_ message: String) -> ServerError { ServerError(.badRequest, message) }

  /// Also of a workflow that is somebody else's: nobody learns of that.
  static func unknownWorkflow(_ id: String) -> ServerError {
    ServerError(.notFound, "Unrecognized workflow ID: \(id)")
  }

  func response(from request: Request, context: some RequestContext) throws -> Response {
    .json(
      ["status": .string(status.code < 500 ? "fail" : "error"), "message": .string(message)], status: status)
  }
}

/// Turns what routes throw into answers. What went wrong inside is said, where a person can do something about it.
struct ErrorMiddleware: RouterMiddleware {
  typealias Context = ServerContext

  func handle(
    _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as ServerError {
      return try error.response(from: request, context: context)
    } catch let error as HTTPError {
      let message = error.body ?? error.status.reasonPhrase
      return try ServerError(error.status, message).response(from: request, context: context)
    } catch let error as ExecutionError {
      return try ServerError(error.code.status, "\(error)").response(from: request, context: context)
    } catch let error as any HTTPResponseError {
      return try ServerError(error.status, error.status.reasonPhrase).response(from: request, context: context)
    } catch let error where !(error is CancellationError) {
      return try ServerError(.internalServerError, "the server could not do it: \(error)")
        .response(from: request, context: context)
    }
  }
}

extension ExecutionError.Code {
  var status: HTTPResponse.Status {
    switch self {
    case .invalidInput, .evaluationFailed, .configuration, .unsupported, .accessDenied: .badRequest
    case .fileNotFound, .notFound: .notFound
    case .conflict: .conflict
    default: .internalServerError
    }
  }
}
