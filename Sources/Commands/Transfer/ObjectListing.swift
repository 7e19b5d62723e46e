import AWSClient
import AWSServices

/// A line of a listing.
struct ListedEntry: Hashable, Sendable {
  /// As it is shown: below the folder that was listed.
  let name: String
  let url: String
  let isFolder: Bool
  let size: Int64?
  let modified: UnixTime?
  /// Without quotes.
  let eTag: String?
  let storageClass: String?
}

extension ListedEntry {
  init(bucket: String, created: UnixTime?) {
    self.init(
      name: bucket + "/", url: "s3://\(bucket)/", isFolder: true, size: nil, modified: created, eTag: nil,
      storageClass: nil)
  }

  init(prefix: String, in bucket: String, below count: Int) {
    self.init(
      name: String(decoding: prefix.utf8.dropFirst(count), as: UTF8.self), url: "s3://\(bucket)/\(prefix)",
      isFolder: true, size: nil, modified: nil, eTag: nil, storageClass: nil)
  }

  init(_ object: ObjectSummary, in bucket: String, below count: Int) {
    self.init(
      name: String(decoding: object.key.utf8.dropFirst(count), as: UTF8.self), url: "s3://\(bucket)/\(object.key)",
      isFolder: false, size: object.size, modified: object.lastModified, eTag: object.eTag?.replacing("\"", with: ""),
      storageClass: object.storageClass)
  }
}

/// Lists what an address of S3 stands for: an object, the level below a folder, all below it, what matches a pattern.
struct ObjectListing: Sendable {
  let client: S3Client
  let isRecursive: Bool
  let hasPatterns: Bool

  /// Pages that have something on them, each asked for when the last one has been used.
  func pages(_ address: ObjectAddress) -> AsyncThrowingStream<[ListedEntry], any Error> {
    let source = Pages(self, address)
    return AsyncThrowingStream { try await source.next() }
  }

  /// What to ask for, and which of the answers are meant.
  fileprivate struct Question: Sendable {
    var request: ListObjectsV2Request
    var pattern: KeyPattern?
    /// How much of a key is not shown.
    var hidden = 0

    func entries(_ page: ListObjectsV2Response) -> [ListedEntry] {
      let prefixes = page.commonPrefixes.filter { pattern?.matches(String($0.dropLast())) ?? true }
      let objects = page.contents.filter { pattern?.matches($0.key) ?? true }
      let folders = prefixes.map { ListedEntry(prefix: $0, in: request.bucket, below: hidden) }
      let files = objects.filter { $0.key.utf8.count > hidden }
        .map { ListedEntry($0, in: request.bucket, below: hidden) }
      return folders + files
    }
  }

  fileprivate func question(_ address: ObjectAddress) -> Question {
    if hasPatterns, let pattern = KeyPattern(address.key) {
      let delimiter = pattern.isOneLevel && !isRecursive ? "/" : nil
      return Question(
        request: ListObjectsV2Request(
          bucket: address.bucket, prefix: pattern.prefix.isEmpty ? nil : pattern.prefix, delimiter: delimiter),
        pattern: pattern)
    }
    return folder(address.bucket, address.key)
  }

  fileprivate func folder(_ bucket: String, _ prefix: String) -> Question {
    Question(
      request: ListObjectsV2Request(
        bucket: bucket, prefix: prefix.isEmpty ? nil : prefix, delimiter: isRecursive ? nil : "/"),
      hidden: prefix.utf8.count)
  }
}

/// Where a listing has got to.
private actor Pages {
  private let listing: ObjectListing
  private let address: ObjectAddress
  private var question: ObjectListing.Question?
  private var isAtEnd = false

  init(_ listing: ObjectListing, _ address: ObjectAddress) {
    self.listing = listing
    self.address = address
  }

  func next() async throws -> [ListedEntry]? {
    guard let question else { return try await begin() }
    return try await page(question)
  }

  /// A key without a slash at its end is an object, a folder, or both; then both are shown, the folder as a name.
  private func begin() async throws -> [ListedEntry]? {
    let first = listing.question(address)
    question = first
    guard first.pattern == nil, !address.key.isEmpty, !address.key.hasSuffix("/") else { return try await page(first) }
    let folder = listing.folder(address.bucket, address.key + "/")
    guard let object = try await listing.client.summary(of: address.key, in: address.bucket) else {
      question = folder
      return try await page(folder)
    }
    isAtEnd = true
    let before = address.key.utf8.count - (address.key.split(separator: "/").last?.utf8.count ?? 0)
    var request = folder.request
    request.maxKeys = 1
    let below = try await listing.client.listObjectsV2(request)
    let isFolder = !below.contents.isEmpty || !below.commonPrefixes.isEmpty
    return [ListedEntry(object, in: address.bucket, below: before)]
      + (isFolder ? [ListedEntry(prefix: address.key + "/", in: address.bucket, below: before)] : [])
  }

  private func page(_ asked: ObjectListing.Question) async throws -> [ListedEntry]? {
    var asked = asked
    while !isAtEnd {
      let page = try await listing.client.listObjectsV2(asked.request)
      asked.request.continuationToken = page.nextContinuationToken
      isAtEnd = page.nextContinuationToken == nil
      question = asked
      let entries = asked.entries(page)
      let isThere = !page.contents.isEmpty || !page.commonPrefixes.isEmpty
      if !entries.isEmpty || isThere && asked.pattern == nil { return entries }
    }
    return nil
  }
}
