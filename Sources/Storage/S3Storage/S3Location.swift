package import WorkflowModel

/// A bucket, and a key or prefix in it: `s3://bucket/a/b`.
package struct S3Location: Hashable, Sendable, CustomStringConvertible {
  package let bucket: String
  /// Without a slash at either end; empty for the bucket itself.
  package let key: String

  package init(bucket: String, key: String) {
    self.bucket = bucket
    self.key = key
  }

  /// Reads `s3://bucket`, `s3://bucket/` or `s3://bucket/key`.
  ///
  /// - Throws: ``ExecutionError`` (`invalidInput`) that says what is wrong with the spelling.
  package init(_ text: String) throws {
    guard text.prefix(5).lowercased() == "s3://" else {
      throw ExecutionError(.invalidInput, "`\(text)` is not an S3 address", help: "write `s3://bucket/folder`")
    }
    let rest = text.dropFirst(5)
    let bucket = rest.prefix { $0 != "/" }
    try Self.check(bucket: bucket, of: text)
    var key = rest.dropFirst(bucket.count + 1)
    while key.last == "/" { key.removeLast() }
    self.init(bucket: String(bucket), key: String(key))
  }

  /// Source: "General purpose bucket naming rules" of the S3 user guide; upper case and `_` are let through because
  /// buckets older than 2018 have them.
  private static func check(bucket: Substring, of text: String) throws {
    let help = "write `s3://bucket/folder`"
    if bucket.isEmpty { throw ExecutionError(.invalidInput, "`\(text)` names no bucket", help: help) }
    let legal = bucket.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
        || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
    }
    guard legal, (3...255).contains(bucket.utf8.count) else {
      throw ExecutionError(
        .invalidInput, "`\(bucket)` in `\(text)` is not a bucket's name",
        help: "a bucket's name has 3 to 63 lower-case letters, digits, dots and hyphens")
    }
  }

  /// Reads the address of an object or folder, which a bucket alone is not.
  package init(key reference: FileReference) throws {
    self = try S3Location(reference.location)
    guard !key.isEmpty else {
      throw ExecutionError(
        .invalidInput, "`\(reference.location)` names a bucket, but a file or folder in it is needed",
        help: "write `\(url)/folder/file`")
    }
  }

  package var url: String { key.isEmpty ? "s3://" + bucket : "s3://\(bucket)/\(key)" }
  package var reference: FileReference { FileReference(url) }
  package var description: String { url }

  /// What lies at `path` below this prefix.
  package func appending(_ path: String) -> S3Location {
    S3Location(bucket: bucket, key: key.isEmpty ? path : key + "/" + path)
  }
}
