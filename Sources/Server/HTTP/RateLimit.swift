import HTTPTypes
import Hummingbird
import Synchronization
import WorkflowEngine

/// Lets each user ask so many times in a second, a few seconds' worth at once.
final class RateLimit: RouterMiddleware {
  typealias Context = ServerContext

  private struct Bucket {
    var tokens: Double
    var filled: Int64
  }

  private let perSecond: Double
  private let buckets = Mutex<[String: Bucket]>([:])

  private static let secondsSaved = 5.0

  init(perSecond: Int) { self.perSecond = Double(perSecond) }

  func handle(
    _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
  ) async throws -> Response {
    guard isAllowed(context.user, at: WallClock.system.now()) else {
      var response = try ServerError(.tooManyRequests, "too many requests: come again in a second")
        .response(from: request, context: context)
      response.headers[.retryAfter] = "1"
      return response
    }
    return try await next(request, context)
  }

  /// - Parameter time: milliseconds.
  func isAllowed(_ user: String, at time: Int64) -> Bool {
    buckets.withLock { buckets in
      let full = perSecond * Self.secondsSaved
      var bucket = buckets[user] ?? Bucket(tokens: full, filled: time)
      bucket.tokens = min(full, bucket.tokens + Double(max(0, time - bucket.filled)) / 1_000 * perSecond)
      bucket.filled = time
      defer { buckets[user] = bucket }
      guard bucket.tokens >= 1 else { return false }
      bucket.tokens -= 1
      return true
    }
  }
}
