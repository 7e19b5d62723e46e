/// A storage that writes a file only when it is still what the writer takes it for: what several machines can agree by.
///
/// To add one: conform, and pass `ConditionalStorageConformance`.
package protocol ConditionalStorage: Storage {
  /// The whole content, which must not be longer than `limit` bytes, with its version; nil when there is no such file.
  func readVersion(of file: FileReference, limit: Int) async throws -> VersionedContent?

  /// Writes the file when it still has that version; nil stands for no file at all.
  ///
  /// An answer that was lost may make a write that was done look like one that was not: whoever has to know reads the
  /// file.
  /// - Returns: the version of what was written; nil when the file is not what it was taken for, and nothing was written.
  func write(_ bytes: [UInt8], to file: FileReference, replacing version: String?) async throws -> String?
}

/// A file's bytes, and the name of this state of it.
package struct VersionedContent: Hashable, Sendable {
  package let bytes: [UInt8]
  package let version: String

  package init(bytes: [UInt8], version: String) {
    self.bytes = bytes
    self.version = version
  }
}
