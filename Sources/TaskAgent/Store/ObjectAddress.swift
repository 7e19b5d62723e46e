/// The name of an object, or of everything that begins with it: `s3://bucket/key`.
package struct ObjectAddress: Hashable, Sendable, CustomStringConvertible {
  package let bucket: String
  /// Without a slash at its beginning. Empty for the whole bucket.
  package let key: String

  package init(bucket: String, key: String) {
    self.bucket = bucket
    self.key = key
  }

  /// - Returns: nil when the text is no `s3://` address with a bucket.
  package init?(_ url: String) {
    guard url.hasPrefix("s3://") else { return nil }
    let rest = url.dropFirst(5)
    let bucket = rest.prefix { $0 != "/" }
    guard !bucket.isEmpty else { return nil }
    self.init(bucket: String(bucket), key: String(rest.dropFirst(bucket.count + 1)))
  }

  package var description: String { "s3://\(bucket)/\(key)" }

  /// What lies at `path` below this address.
  package func appending(_ path: String) -> ObjectAddress {
    ObjectAddress(bucket: bucket, key: key.isEmpty || key.hasSuffix("/") ? key + path : key + "/" + path)
  }
}
