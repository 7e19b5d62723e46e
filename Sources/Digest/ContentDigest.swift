/// Names content by its SHA-256.
package enum ContentDigest {
  /// 64 digits in lower-case hexadecimal.
  package static func hexadecimal(of bytes: [UInt8]) -> String { Hexadecimal.encode(SHA256.digest(of: bytes)) }

  /// The first digits: enough for a file's name.
  package static func short(of bytes: [UInt8]) -> String { String(hexadecimal(of: bytes).prefix(16)) }
}
