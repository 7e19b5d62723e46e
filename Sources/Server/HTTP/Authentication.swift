import Digest
import HTTPTypes
import Hummingbird
import HummingbirdCore
import JSONText

/// Finds out whose request it is.
///
/// A token comes as `Authorization: Bearer`, as the password of `Basic` (what clients make of `http://me:TOKEN@host`), or in
/// the cookie of the page.
struct Authentication: RouterMiddleware {
  typealias Context = ServerContext

  let users: UserStore
  let isOpen: Bool
  static let cookie = "martlet-session"

  /// What anybody may ask for, and the page's own files: they tell nothing of workflows. All else needs a token.
  private static let free: Set<String> = [
    "engine/v1/version", "engine/v1/status", "openapi.json", "swagger/cromwell.yaml", "api/martlet/v1/session",
  ]

  func handle(
    _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    let token = Self.token(of: request)
    if isOpen {
      try Self.checkHost(of: request)
      context.user = FirstToken.user
    } else if let token, let user = try await users.user(of: token) {
      context.user = user
    } else if !Self.isFree(request.uri.path) {
      return Self.refusal(
        of: request,
        token == nil
          ? "a token is needed: Authorization: Bearer TOKEN, or http://me:TOKEN@…" : "the token is not known")
    }
    try Self.checkOrigin(of: request)
    return try await next(request, context)
  }

  /// - Parameter path: as it was sent; the router passes over doubled slashes, too.
  static func isFree(_ path: String) -> Bool {
    let path = path.split(separator: "/").joined(separator: "/")
    return free.contains(path) || PageFiles.paths.contains(path)
  }

  static func token(of request: Request) -> String? {
    guard let value = request.headers[.authorization] else {
      return request.cookies[cookie]?.value
    }
    let words = value.split(separator: " ", maxSplits: 1)
    guard words.count == 2 else { return nil }
    switch words[0].lowercased() {
    case "bearer": return String(words[1])
    case "basic":
      guard let bytes = Base64.decode(String(words[1])) else { return nil }
      let text = String(decoding: bytes, as: UTF8.self)
      return text.firstIndex(of: ":").map { String(text[text.index(after: $0)...]) }
    default: return nil
    }
  }

  /// Refuses what a page of somebody else's lets a browser send.
  private static func checkOrigin(of request: Request) throws {
    guard request.method != .get, request.method != .head else { return }
    if let site = request.headers[named: "Sec-Fetch-Site"], site != "same-origin", site != "none" {
      throw ServerError(.forbidden, "requests of other sites are not answered")
    }
    if let origin = request.headers[.origin], let host = request.head.authority, origin != "http://\(host)",
      origin != "https://\(host)"
    {
      throw ServerError(.forbidden, "requests of other sites are not answered")
    }
  }

  /// Where no token is needed, a page of somebody else's must not reach it either, by a name that leads here.
  private static func checkHost(of request: Request) throws {
    let authority = request.head.authority ?? ""
    let host = authority.hasPrefix("[") ? authority.prefix { $0 != "]" }.dropFirst() : authority.prefix { $0 != ":" }
    guard
      host == "localhost" || host == "::1" || (host.hasPrefix("127.") && host.allSatisfy { "0123456789.".contains($0) })
    else {
      throw ServerError(.forbidden, "without tokens only this machine is answered: http://127.0.0.1")
    }
  }

  /// The page asks for the token itself: a browser would ask for a password.
  private static func refusal(of request: Request, _ message: String) -> Response {
    var response = Response.json(["status": "fail", "message": .string(message)], status: .unauthorized)
    let isPage = request.uri.path.hasPrefix("/api/martlet/")
    response.headers[.wwwAuthenticate] = isPage ? "Bearer" : "Bearer, Basic realm=\"martlet\""
    return response
  }
}
