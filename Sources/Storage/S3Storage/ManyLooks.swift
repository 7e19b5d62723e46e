import AWSServices
import Concurrency
import WorkflowModel

/// Looks at many names together: objects by as few requests as they allow, and folders among what is left.
struct ManyLooks: Sendable {
  /// Questions about folders at the same time.
  private static let width = 16

  private let client: S3Client

  init(_ client: S3Client) { self.client = client }

  func entries(of files: [FileReference]) async throws -> [StorageEntry?] {
    let places = try files.map { try S3Location($0.location) }
    var entries = [StorageEntry?](repeating: nil, count: places.count)
    for (bucket, indices) in Dictionary(
      grouping: places.indices.filter { !places[$0].key.isEmpty }, by: { places[$0].bucket })
    {
      let found = try await client.lookUp(indices.map { places[$0].key }, in: bucket)
      for (index, object) in zip(indices, found) { entries[index] = object.map { StorageEntry($0, at: places[index]) } }
    }
    let missing = entries.indices.filter { entries[$0] == nil }
    let folders = try await missing.concurrentMap(width: Self.width) { try await folder(places[$0]) }
    for (index, entry) in zip(missing, folders) { entries[index] = entry }
    return entries
  }

  private func folder(_ place: S3Location) async throws -> StorageEntry? {
    let page = try await client.listObjectsV2(
      ListObjectsV2Request(bucket: place.bucket, prefix: place.folderPrefix, maxKeys: 1))
    return page.contents.isEmpty ? nil : StorageEntry(reference: place.reference, isFolder: true, size: 0)
  }
}

extension StorageEntry {
  fileprivate init(_ object: ObjectSummary, at place: S3Location) {
    self.init(
      reference: place.reference, isFolder: false, size: object.size, version: object.eTag?.withoutQuotes)
  }
}

extension String {
  /// An ETag's text.
  var withoutQuotes: String {
    utf8.count >= 2 && hasPrefix("\"") && hasSuffix("\"") ? String(dropFirst().dropLast()) : self
  }
}
