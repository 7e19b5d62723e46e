import AWSClient

/// What a listing tells of an object.
package typealias ObjectSummary = ListObjectsV2Response.Object

extension S3Client {
  /// What is known of many objects of one bucket, in the order of the keys; nil for those that are not there.
  ///
  /// Keys that lie close together are found with one listing for up to a thousand of them, others are asked for one by
  /// one, several at a time. There are never many more requests than keys.
  /// - Throws: ``AWSError``.
  package func lookUp(_ keys: [String], in bucket: String) async throws -> [ObjectSummary?] {
    var scan = KeyScan(keys)
    // By their bytes: S3 keeps apart what is the same text to Swift.
    var found: [[UInt8]: ObjectSummary] = [:]
    while let step = scan.next {
      switch step {
      case .list(let start):
        let page = try await listObjectsV2(
          ListObjectsV2Request(bucket: bucket, prefix: scan.commonPrefix, startAfter: start))
        for object in page.contents where scan.wants(object.key) { found[Array(object.key.utf8)] = object }
        scan.listed(upTo: page.nextContinuationToken == nil ? nil : page.contents.last?.key ?? "")
      case .ask(let keys):
        for object in try await heads(keys, in: bucket) { found[Array(object.key.utf8)] = object }
        scan.asked(keys.count)
      }
    }
    return keys.map { found[Array($0.utf8)] }
  }

  private func heads(_ keys: ArraySlice<String>, in bucket: String) async throws -> [ObjectSummary] {
    try await withThrowingTaskGroup(of: ObjectSummary?.self) { group in
      var found: [ObjectSummary?] = []
      for (number, key) in keys.enumerated() {
        if number >= KeyScan.width, let answer = try await group.next() { found.append(answer) }
        group.addTask { try await summary(of: key, in: bucket) }
      }
      for try await answer in group { found.append(answer) }
      return found.compactMap { $0 }
    }
  }

  /// The same of one object; nil when it is not there.
  /// - Throws: ``AWSError``, also when there is no such bucket.
  package func summary(of key: String, in bucket: String) async throws -> ObjectSummary? {
    do {
      let head = try await headObject(HeadObjectRequest(bucket: bucket, key: key))
      return ObjectSummary(
        key: key, size: head.contentLength, eTag: head.eTag, lastModified: head.lastModified,
        storageClass: head.storageClass)
    } catch let error as AWSError where error.isNotFound && error.code != "NoSuchBucket" {
      return nil
    }
  }
}

/// Decides how to find many keys: lists where a page brings several of them, asks for single ones where it does not.
struct KeyScan: Sendable {
  enum Step: Hashable {
    case list(startAfter: String?)
    case ask(ArraySlice<String>)
  }

  /// Requests for single keys at the same time.
  static let width = 16
  /// A page that finds fewer keys than this was not worth it: the next ones are asked for.
  private static let worthwhile = 8
  private static let askedAtOnce = 64

  /// What all the keys begin with.
  let commonPrefix: String?
  private let keys: [String]
  private let wanted: Set<[UInt8]>
  private var place = 0
  private var lastPageFoundMany = true

  init(_ keys: some Collection<String>) {
    wanted = Set(keys.map { Array($0.utf8) })
    self.keys = wanted.sorted { $0.lexicographicallyPrecedes($1) }.map { String(decoding: $0, as: UTF8.self) }
    let prefix = Self.commonPrefix(self.keys.first ?? "", self.keys.last ?? "")
    commonPrefix = prefix.isEmpty ? nil : prefix
  }

  func wants(_ key: String) -> Bool { wanted.contains(Array(key.utf8)) }

  /// Nil when all keys have been looked for.
  var next: Step? {
    guard place < keys.count else { return nil }
    guard lastPageFoundMany, keys.count - place > 2 else {
      return .ask(keys[place..<min(place + Self.askedAtOnce, keys.count)])
    }
    // What is listed comes after this; a key comes after what it begins with.
    let start = String(keys[place].unicodeScalars.dropLast())
    return .list(startAfter: place == 0 || start.isEmpty ? nil : start)
  }

  /// - Parameter last: the last key of the page; nil when it was the last page.
  mutating func listed(upTo last: String?) {
    guard let last else {
      place = keys.count
      return
    }
    let before = place
    while place < keys.count, !last.utf8.lexicographicallyPrecedes(keys[place].utf8) { place += 1 }
    lastPageFoundMany = place - before >= Self.worthwhile
  }

  mutating func asked(_ count: Int) {
    place += count
    lastPageFoundMany = true
  }

  private static func commonPrefix(_ first: String, _ last: String) -> String {
    var prefix = String.UnicodeScalarView()
    for (one, other) in zip(first.unicodeScalars, last.unicodeScalars) {
      guard one == other else { break }
      prefix.append(one)
    }
    return String(prefix)
  }
}
