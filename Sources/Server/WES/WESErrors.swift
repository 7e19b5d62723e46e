import HTTPTypes
import Hummingbird
import JSONText
import WorkflowModel

/// Answers what routes of WES throw as its `ErrorResponse`.
struct WESErrors: RouterMiddleware {
  typealias Context = ServerContext

  func handle(
    _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as ServerError {
      return Self.answer(error.status, error.message)
    } catch let error as ExecutionError {
      return Self.answer(error.code.status, "\(error)")
    }
  }

  private static func answer(_ status: HTTPResponse.Status, _ message: String) -> Response {
    .json(["msg": .string(message), "status_code": .int(status.code)], status: status)
  }
}
