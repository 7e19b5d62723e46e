import AWSClient
import AWSServices
import Glibc
package import TaskManifest

/// Objects in Amazon S3, reached as AWS's own tools would reach it from the container.
package struct S3ObjectStore: ObjectStore {
  private var s3: S3Client
  /// Shared by all transfers, so that its parallelism bounds the memory of all of them together.
  private var transfer: S3Transfer
  private var objects = ManifestObjects()

  /// - Parameter region: of the task's bucket; others are found out.
  /// - Throws: when the environment's settings make no sense. Credentials are looked for when they are needed.
  package init(region: String?, environment: [String: String]) async throws {
    s3 = S3Client(try await AWSConfiguration.load(region: region, environment: environment))
    transfer = S3Transfer(s3, settings: Self.settings(memory: ControlGroup().memoryLimit))
  }

  /// As many requests at once as leave most of the container's memory to others: one takes up to 3 MiB.
  ///
  /// - Parameter memory: bytes that the container may use; nil for no limit.
  static func settings(memory: Int64?) -> S3Transfer.Settings {
    let mebibytes = (memory ?? .max) >> 20
    return S3Transfer.Settings(parallelism: Int(min(32, max(4, mebibytes / 32))))
  }

  package func with(_ objects: ManifestObjects) -> S3ObjectStore {
    var store = self
    store.objects = objects
    store.s3.requesterPays = objects.requesterPays
    store.transfer = S3Transfer(store.s3, settings: transfer.settings)
    return store
  }

  /// How what the agent itself writes is kept: read once and small, so in the bucket's own class.
  private var ownOptions: ObjectOptions {
    var own = options("")
    own.storageClass = nil
    return own
  }

  /// How the object of a file is kept.
  private func options(_ name: String) -> ObjectOptions {
    ObjectOptions(
      contentType: objects.contentType(of: name), storageClass: objects.storageClass,
      serverSideEncryption: objects.encryption, sseKMSKeyId: objects.kmsKey, acl: objects.acl, tagging: objects.tags)
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
      let kept = try await transfer.upload(
        path, bucket: object.bucket, key: object.key, options: options(object.key))
      return StoredObject(address: object, size: kept.size, etag: kept.eTag)
    }
  }

  package func write(_ bytes: [UInt8], to object: ObjectAddress) async throws {
    try await translated {
      _ = try await s3.putObject(
        PutObjectRequest(bucket: object.bucket, key: object.key, body: .bytes(bytes), options: ownOptions))
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
