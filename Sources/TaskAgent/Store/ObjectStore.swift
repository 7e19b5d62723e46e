package import TaskManifest

/// Objects under names, as far as the agent needs them.
///
/// To conform: retry what may pass, throw ``ObjectStoreError`` for the rest and `CancellationError` as soon as the
/// calling task is cancelled. An ETag carries no quotes. Nothing thrown tells credentials or presigned addresses.
package protocol ObjectStore: Sendable {
  /// The same store, which keeps objects and asks for them in this way.
  func with(_ objects: ManifestObjects) -> Self

  /// The whole of a small object.
  func read(_ object: ObjectAddress) async throws -> [UInt8]

  /// A part of an object: first and last byte, counted from 0. Less comes when the object is shorter.
  func read(_ object: ObjectAddress, _ range: ClosedRange<Int64>) async throws -> [UInt8]

  /// All objects whose keys begin with the address's key, in the order of their keys.
  func list(_ prefix: ObjectAddress) async throws -> [StoredObject]

  /// Brings an object into a new file whose folder exists.
  ///
  /// - Parameters:
  ///   - size: its bytes, when they are known: it saves a question.
  ///   - etag: what the object must still be; else the error's cause is ``ObjectStoreError/Cause/changed``.
  /// - Returns: the object as it was brought. Half a file may be left when this throws.
  func download(_ object: ObjectAddress, size: Int64?, etag: String?, to path: String) async throws -> StoredObject

  /// Keeps a file, whatever its size, with a checksum that the store verifies.
  func upload(_ path: String, to object: ObjectAddress) async throws -> StoredObject

  /// Keeps a few bytes.
  func write(_ bytes: [UInt8], to object: ObjectAddress) async throws
}

/// An object that is there.
package struct StoredObject: Hashable, Sendable {
  package let address: ObjectAddress
  package let size: Int64
  package let etag: String?

  package init(address: ObjectAddress, size: Int64, etag: String?) {
    self.address = address
    self.size = size
    self.etag = etag.map(Self.withoutQuotes)
  }

  /// An ETag as the agent compares and writes it.
  package static func withoutQuotes(_ etag: String) -> String {
    etag.utf8.count >= 2 && etag.hasPrefix("\"") && etag.hasSuffix("\"") ? String(etag.dropFirst().dropLast()) : etag
  }
}

/// Why an object could not be brought or kept.
package struct ObjectStoreError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Cause: Hashable, Sendable {
    case missing
    /// It is not what it was when the task was written.
    case changed
    /// This machine's disk is full.
    case diskFull
    case other
  }

  package let cause: Cause
  package let description: String

  package init(_ cause: Cause, _ description: String) {
    self.cause = cause
    self.description = description
  }
}
