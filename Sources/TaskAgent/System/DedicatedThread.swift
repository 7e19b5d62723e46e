import Glibc
import Synchronization

/// A thread of its own for work that waits in the kernel, so that it holds up no task.
enum DedicatedThread {
  /// Runs `body` on a new thread and answers what it returns.
  static func run<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      do { try start { continuation.resume(returning: body()) } } catch { continuation.resume(throwing: error) }
    }
  }

  /// Starts `body` on a new thread, which ends by itself.
  static func start(_ body: @escaping @Sendable () -> Void) throws {
    let work = Unmanaged.passRetained(Work(body))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body() }
        return nil
      }, work.toOpaque())
    guard code == 0 else {
      work.release()
      throw SystemFailure("start a thread", code)
    }
    pthread_detach(thread)
  }

  private final class Work: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}

/// The operating system refused something that has to do with no file.
struct SystemFailure: Error, CustomStringConvertible {
  let description: String

  init(_ doing: String, _ number: Int32 = errno) {
    description = "cannot \(doing): \(String(cString: strerror(number)))"
  }
}
