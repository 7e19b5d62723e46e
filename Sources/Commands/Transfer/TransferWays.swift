import AWSClient
import AWSServices
import HTTPStorage
import Synchronization

/// The ways to everything that files are copied from and to, each made when it is first needed.
actor TransferWays {
  private let aws: AWSAccess
  private let requesterPays: Bool
  private let parallelism: Int
  private let web = WebAccess()
  private let made = Mutex<S3Ways?>(nil)

  /// - Parameter parallelism: requests for parts of large files at the same time.
  init(_ aws: AWSAccess, requesterPays: Bool, parallelism: Int) {
    self.aws = aws
    self.requesterPays = requesterPays
    self.parallelism = parallelism
  }

  /// - Throws: ``ExecutionError`` when no region is known.
  nonisolated func s3() async throws -> S3Ways {
    // Each of many files asks: waiting for the actor would cost as much as sending a request.
    if let made = made.withLock({ $0 }) { return made }
    return try await makeS3()
  }

  private func makeS3() async throws -> S3Ways {
    let client = S3Client(try await aws.configuration(), requesterPays: requesterPays)
    return made.withLock { made in
      let ways = made ?? S3Ways(client, parallelism: parallelism)
      made = ways
      return ways
    }
  }

  /// Where files may be copied by way of S3; none before it was needed.
  nonisolated var executors: [any TaskExecutor] {
    made.withLock { $0 }?.client.configuration.transport.executors ?? []
  }

  func webStorage() async throws -> HTTPStorage { try await web.storage() }

  /// Lets go of its connections.
  func shutdown() async {
    await aws.shutdown()
    await web.shutdown()
  }
}

/// S3 for files of any size: many small ones go at the same time, of large ones only as much as memory allows.
struct S3Ways: Sendable {
  let client: S3Client
  private let small: S3Transfer
  private let large: S3Transfer

  /// Files up to this size count as small, in bytes.
  static let smallSize: Int64 = 1 << 20
  /// Small files that are under way at the same time.
  static let smallAtOnce = 48

  init(_ client: S3Client, parallelism: Int) {
    self.client = client
    small = S3Transfer(client, settings: S3Transfer.Settings(parallelism: Self.smallAtOnce))
    large = S3Transfer(client, settings: S3Transfer.Settings(parallelism: parallelism))
  }

  func transfer(of size: Int64) -> S3Transfer { size <= Self.smallSize ? small : large }
}
