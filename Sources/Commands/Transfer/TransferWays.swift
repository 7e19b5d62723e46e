import AWSClient
import AWSServices
import HTTPStorage

/// The ways to everything that files are copied from and to, each made when it is first needed.
actor TransferWays {
  private let aws: AWSAccess
  private let requesterPays: Bool
  private let parallelism: Int
  private let web = WebAccess()
  private var made: S3Ways?

  /// - Parameter parallelism: requests for parts of large files at the same time.
  init(_ aws: AWSAccess, requesterPays: Bool, parallelism: Int) {
    self.aws = aws
    self.requesterPays = requesterPays
    self.parallelism = parallelism
  }

  /// - Throws: ``ExecutionError`` when no region is known.
  func s3() async throws -> S3Ways {
    if let made { return made }
    let client = S3Client(try await aws.configuration(), requesterPays: requesterPays)
    if let made { return made }
    let ways = S3Ways(client, parallelism: parallelism)
    made = ways
    return ways
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
