import CDigest

/// Names content by its SHA-256.
package enum ContentDigest {
  /// 64 digits in lower-case hexadecimal.
  package static func hexadecimal(of bytes: [UInt8]) -> String {
    var context = cdigest_sha256()
    cdigest_sha256_init(&context)
    bytes.withUnsafeBytes { cdigest_sha256_update(&context, $0.baseAddress, $0.count) }
    var digest = [UInt8](repeating: 0, count: 32)
    cdigest_sha256_final(&context, &digest)
    return digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// The first digits: enough for a file's name.
  package static func short(of bytes: [UInt8]) -> String { String(hexadecimal(of: bytes).prefix(16)) }
}
