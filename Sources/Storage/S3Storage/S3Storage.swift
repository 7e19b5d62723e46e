package import AWSClient
package import AWSServices
import TaskFolder
package import WorkflowModel

/// Objects of S3 as files: `s3://bucket/key`. A folder is a prefix that has keys.
///
/// A ``StorageEntry/version`` is the object's ETag without its quotes.
package struct S3Storage: Storage {
  package let schemes: [String?] = ["s3"]
  let client: S3Client
  private let transfer: S3Transfer
  private let options: ObjectOptions

  /// - Parameters:
  ///   - configuration: whoever made it shuts it down. Buckets of other regions are followed there.
  ///   - options: how objects are kept that are written.
  ///   - requesterPays: also for requests to buckets of others.
  package init(
    _ configuration: AWSConfiguration, options: ObjectOptions = ObjectOptions(), requesterPays: Bool = false
  ) {
    client = S3Client(configuration, requesterPays: requesterPays)
    transfer = S3Transfer(client)
    self.options = options
  }

  /// Of small objects that this program writes for itself: in the bucket's own class.
  var ownOptions: ObjectOptions {
    var own = options
    own.storageClass = nil
    return own
  }

  package func read(_ file: FileReference, limit: Int) async throws -> [UInt8] {
    let place = try S3Location(key: file)
    return try await doing("read \(file.location)") {
      try await client.getObject(GetObjectRequest(bucket: place.bucket, key: place.key)) { response, body in
        if let length = response.contentLength, length > Int64(limit) {
          throw ExecutionError(.notReadable, "\(file.location) has \(length) bytes, which is more than \(limit)")
        }
        return try await body.collect(limit: limit)
      }
    }
  }

  package func readTail(_ file: FileReference, count: Int) async throws -> [UInt8] {
    let place = try S3Location(key: file)
    return try await doing("read the end of \(file.location)") {
      let size = try await client.headObject(HeadObjectRequest(bucket: place.bucket, key: place.key)).contentLength
      // An empty range cannot be asked for.
      if size == 0 || count <= 0 { return [] }
      let range = max(0, size - Int64(count))...(size - 1)
      return try await client.getObject(
        GetObjectRequest(bucket: place.bucket, key: place.key, range: range), limit: count
      ).body
    }
  }

  package func write(_ bytes: [UInt8], to file: FileReference) async throws {
    let place = try S3Location(key: file)
    _ = try await doing("write \(file.location)") {
      try await client.putObject(
        PutObjectRequest(bucket: place.bucket, key: place.key, body: .bytes(bytes), options: ownOptions))
    }
  }

  package func look(at file: FileReference) async throws -> StorageEntry? {
    let place = try S3Location(file.location)
    return try await doing("look at \(file.location)") {
      if !place.key.isEmpty, let object = try await head(place) { return object }
      let page = try await client.listObjectsV2(
        ListObjectsV2Request(bucket: place.bucket, prefix: place.folderPrefix, maxKeys: 1))
      return page.contents.isEmpty ? nil : StorageEntry(reference: place.reference, isFolder: true, size: 0)
    }
  }

  package func look(atAll files: [FileReference]) async throws -> [StorageEntry?] {
    try await doing("look at \(files.count) files of S3") { try await ManyLooks(client).entries(of: files) }
  }

  /// By the CRC-64/NVME that S3 keeps of whole objects; by the ETag of an object that has none.
  package func identity(of file: FileReference) async throws -> ContentIdentity? {
    let place = try S3Location(key: file)
    return try await doing("look at \(file.location)") {
      var request = HeadObjectRequest(bucket: place.bucket, key: place.key)
      request.asksForChecksum = true
      let object = try await client.headObject(request)
      if let checksum = object.checksum, let crc64 = checksum.crc64 {
        return ContentIdentity(crc64: crc64, size: object.contentLength)
      }
      return object.eTag.map { ContentIdentity(eTag: $0.withoutQuotes, size: object.contentLength) }
    }
  }

  package func list(_ folder: FileReference) async throws -> [StorageEntry] {
    let place = try S3Location(folder.location)
    return try await doing("list \(folder.location)") {
      var entries: [StorageEntry] = []
      var isThere = false
      let request = ListObjectsV2Request(bucket: place.bucket, prefix: place.folderPrefix)
      for try await page in client.listObjectsV2Pages(request) {
        isThere = isThere || !page.contents.isEmpty
        // A key that ends with a slash marks an empty folder.
        entries += page.contents.filter { !$0.key.hasSuffix("/") }.map { object in
          StorageEntry(
            reference: FileReference("s3://\(place.bucket)/\(object.key)"), isFolder: false, size: object.size,
            version: object.eTag?.withoutQuotes)
        }
      }
      guard isThere else {
        throw ExecutionError(.fileNotFound, "cannot list \(folder.location): there is no such folder")
      }
      return entries
    }
  }

  /// The names of the folders directly below a folder that begin so, sorted by byte.
  ///
  /// - Throws: ``ExecutionError``; that there is no such folder is none.
  package func folderNames(in folder: FileReference, beginning: String = "") async throws -> [String] {
    let place = try S3Location(folder.location)
    let above = place.folderPrefix ?? ""
    return try await doing("list \(folder.location)") {
      var names: [String] = []
      let request = ListObjectsV2Request(bucket: place.bucket, prefix: above + beginning, delimiter: "/")
      for try await page in client.listObjectsV2Pages(request) {
        names += page.commonPrefixes.map { String($0.dropFirst(above.count).dropLast()) }
      }
      return names
    }
  }

  package func download(_ file: FileReference, to path: String) async throws {
    let place = try S3Location(key: file)
    try await doing("download \(file.location) to \(path)") {
      try Disk.makeFolder(Disk.parent(of: path))
      _ = try await transfer.download(bucket: place.bucket, key: place.key, to: path)
    }
  }

  package func upload(_ path: String, to file: FileReference) async throws {
    let place = try S3Location(key: file)
    _ = try await doing("upload \(path) to \(file.location)") {
      guard try Disk.status(of: path) != nil else {
        throw ExecutionError(.fileNotFound, "cannot upload \(path): there is no such file")
      }
      return try await transfer.upload(path, bucket: place.bucket, key: place.key, options: options)
    }
  }

  /// Inside S3, with content type, metadata and tags; the copy is of what is there now, or fails.
  package func copy(_ file: FileReference, to target: FileReference) async throws {
    let (source, place) = (try S3Location(key: file), try S3Location(key: target))
    _ = try await doing("copy \(file.location) to \(target.location)") {
      let object = try await client.headObject(HeadObjectRequest(bucket: source.bucket, key: source.key))
      return try await transfer.copyWithProperties(
        CopySource(bucket: source.bucket, key: source.key, ifMatch: object.eTag), size: object.contentLength,
        bucket: place.bucket, key: place.key)
    }
  }

  /// A thousand with one request.
  package func delete(all files: [FileReference]) async throws {
    var keys: [String: [String]] = [:]
    for place in try files.map({ try S3Location(key: $0) }) { keys[place.bucket, default: []].append(place.key) }
    for (bucket, keys) in keys.sorted(by: { $0.key < $1.key }) {
      for start in stride(from: 0, to: keys.count, by: 1000) {
        try await delete(Array(keys[start..<min(start + 1000, keys.count)]), in: bucket)
      }
    }
  }

  private func delete(_ keys: [String], in bucket: String) async throws {
    let response = try await doing("delete \(keys.count) files of s3://\(bucket)") {
      try await client.deleteObjects(DeleteObjectsRequest(bucket: bucket, keys: keys))
    }
    guard let first = response.errors.first else { return }
    let refused = AWSError(
      .service, operation: "S3 DeleteObjects", code: first.code, message: first.message,
      status: first.code == "AccessDenied" ? 403 : nil)
    let others = response.errors.count > 1 ? " and \(response.errors.count - 1) more" : ""
    throw ExecutionError(refused, while: "cannot delete s3://\(bucket)/\(first.key)\(others)")
  }

  package func delete(_ file: FileReference) async throws {
    let place = try S3Location(key: file)
    try await doing("delete \(file.location)") {
      try await client.deleteObject(DeleteObjectRequest(bucket: place.bucket, key: place.key))
    }
  }

  private func head(_ place: S3Location) async throws -> StorageEntry? {
    do {
      let object = try await client.headObject(HeadObjectRequest(bucket: place.bucket, key: place.key))
      return StorageEntry(
        reference: place.reference, isFolder: false, size: object.contentLength,
        version: object.eTag?.withoutQuotes)
    } catch let error as AWSError where error.isNotFound && error.code != "NoSuchBucket" {
      return nil
    }
  }

  func doing<Value>(_ action: String, _ body: () async throws -> Value) async throws -> Value {
    do {
      return try await body()
    } catch {
      throw ExecutionError.from(error, while: "cannot " + action)
    }
  }
}

// MARK: What only S3 has

extension S3Storage {
  /// Makes an empty folder: an object whose key ends with a slash, as other tools for S3 understand it.
  package func makeFolder(_ folder: S3Location) async throws {
    _ = try await doing("make the folder \(folder)") {
      try await client.putObject(
        PutObjectRequest(bucket: folder.bucket, key: folder.folderPrefix ?? "", body: .bytes([]), options: ownOptions))
    }
  }

  /// A URL with which anybody can read the object for that long.
  ///
  /// It ends with the credentials that signed it, if they end earlier.
  package func presignedURL(of object: S3Location, validFor time: Duration) async throws -> String {
    try await doing("sign an address of \(object)") {
      try await client.presignedGetObject(bucket: object.bucket, key: object.key, expires: time).description
    }
  }

  /// - Throws: ``ExecutionError`` when there is no such bucket (`notFound`) or it may not be used (`accessDenied`).
  package func checkBucket(_ bucket: String) async throws {
    do {
      _ = try await client.headBucket(HeadBucketRequest(bucket: bucket))
    } catch let error as AWSError where error.isNotFound {
      throw ExecutionError(.notFound, "there is no bucket `\(bucket)`", cause: error)
    } catch {
      throw ExecutionError.from(error, while: "cannot use the bucket `\(bucket)`")
    }
  }
}

extension S3Location {
  /// What the keys of everything in the folder begin with; nil for the whole bucket.
  var folderPrefix: String? { key.isEmpty ? nil : key + "/" }
}
