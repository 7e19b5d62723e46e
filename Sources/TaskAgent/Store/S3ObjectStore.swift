import AWSClient
import AWSServices
import Glibc

/// Objects in Amazon S3, reached as AWS's own tools would reach it from the container.
package struct S3ObjectStore: ObjectStore {
  private let s3: S3Client
  /// Shared by all transfers, so that its parallelism bounds the memory of all of them together.
  private let transfer: S3Transfer

  /// - Parameter region: of the task's bucket; others are found out.
  /// - Throws: when the environment's settings make no sense. Credentials are looked for when they are needed.
  package init(region: String?, environment: [String: String]) async throws {
    s3 = S3Client(try await AWSConfiguration.load(region: region, environment: environment))
    transfer = S3Transfer(s3)
  }

  package func read(_ object: ObjectAddress) async throws -> [UInt8] {
    try await translated {
      try await s3.getObject(GetObjectRequest(bucket: object.bucket, key: object.key), limit: 64 * 1024 * 1024).body
    }
  }

  package func read(_ object: ObjectAddress, _ range: ClosedRange<Int64>) async throws -> [UInt8] {
    try await translated {
      let request = GetObjectRequest(bucket: object.bucket, key: object.key, range: range)
      return try await s3.getObject(request, limit: 64 * 1024 * 1024).body
    }
  }

  package func list(_ prefix: ObjectAddress) async throws -> [StoredObject] {
    try await translated {
      var objects: [StoredObject] = []
      for try await page in s3.listObjectsV2Pages(ListObjectsV2Request(bucket: prefix.bucket, prefix: prefix.key)) {
        objects += page.contents.map {
          StoredObject(address: ObjectAddress(bucket: prefix.bucket, key: $0.key), size: $0.size, etag: $0.eTag)
        }
      }
      return objects
    }
  }

  package func download(_ object: ObjectAddress, size: Int64?, etag: String?, to path: String) async throws
    -> StoredObject
  {
    try await translated {
      let found = try await transfer.download(
        bucket: object.bucket, key: object.key, to: path, size: size, eTag: etag.map { "\"\($0)\"" })
      return StoredObject(address: object, size: found.size, etag: found.eTag)
    }
  }

  package func upload(_ path: String, to object: ObjectAddress) async throws -> StoredObject {
    try await translated {
      let kept = try await transfer.upload(path, bucket: object.bucket, key: object.key)
      return StoredObject(address: object, size: kept.size, etag: kept.eTag)
    }
  }

  package func write(_ bytes: [UInt8], to object: ObjectAddress) async throws {
    try await translated {
      _ = try await s3.putObject(PutObjectRequest(bucket: object.bucket, key: object.key, body: .bytes(bytes)))
    }
  }

  /// Runs `work` and says its errors in the agent's words.
  private func translated<Result>(_ work: () async throws -> Result) async throws -> Result {
    do { return try await work() } catch let error as AWSError { throw ObjectStoreError(error) }
  }
}

extension ObjectStoreError {
  init(_ error: AWSError) {
    let cause: Cause =
      if error.isDiskFull {
        .diskFull
      } else if error.isNotFound {
        .missing
      } else if error.status == 412 {
        .changed
      } else {
        .other
      }
    let subject = error.subject ?? "an object"
    self.init(
      cause, cause == .changed ? "\(subject) has changed since the task was written: \(error)" : error.description)
  }
}

extension AWSError {
  /// Whether this machine's disk did not take what came.
  fileprivate var isDiskFull: Bool {
    (cause as? LocalFile.Failure).map { [ENOSPC, EDQUOT].contains($0.errno) } ?? false
  }
}
