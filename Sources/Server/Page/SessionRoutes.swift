import HTTPTypes
import Hummingbird
import JSONText
import NIOCore
import ServerModel

/// Sign in with a token, which a cookie keeps from then on that no script can read; and out.
struct SessionRoutes {
  let parts: ServerParts

  /// Of what the page sends, in bytes.
  static let bodyLimit = 64 << 10

  func add(to routes: RouterGroup<ServerContext>) {
    routes.get("session") { _, context in
      guard !context.user.isEmpty else { throw ServerError(.unauthorized, "a token is needed") }
      return Response.json(["user": .string(context.user), "isOpen": .bool(parts.settings.isOpen)])
    }
    routes.post("session") { request, _ in
      let body = try await Self.json(of: request)
      guard let token = body["token"]?.string, let user = try await parts.users.user(of: token) else {
        throw ServerError(.unauthorized, "the token is not known")
      }
      var response = Response.json(["user": .string(user)])
      response.headers[.setCookie] = Self.cookie(token)
      return response
    }
    routes.delete("session") { _, _ in
      Response(status: .noContent, headers: [.setCookie: Self.cookie("") + "; Max-Age=0"])
    }
  }

  private static func cookie(_ value: String) -> String {
    "\(Authentication.cookie)=\(value); Path=/; HttpOnly; SameSite=Strict"
  }

  /// What the page sends: an object. Forms of other sites cannot send its type.
  static func json(of request: Request) async throws -> JSONObject {
    guard request.headers[.contentType]?.hasPrefix("application/json") == true else {
      throw ServerError(.unsupportedMediaType, "the body has to be application/json")
    }
    let bytes = try await request.body.collect(upTo: bodyLimit)
    guard let object = (try? JSONParser.parse(Array(bytes.readableBytesView)))?.object else {
      throw ServerError.badRequest("the body has to be an object of JSON")
    }
    return object
  }
}
