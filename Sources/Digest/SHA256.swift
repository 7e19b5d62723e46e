import CDigest

/// A SHA-256 under way (FIPS 180-4). A value: a copy goes on by itself.
package struct SHA256: Sendable {
  private var context = cdigest_sha256()

  package init() { cdigest_sha256_init(&context) }

  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    cdigest_sha256_update(&context, bytes.baseAddress, bytes.count)
  }

  package mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { update($0) }
  }

  /// The 32 bytes of the digest of everything so far.
  package func digest() -> [UInt8] {
    var context = context
    return [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      cdigest_sha256_final(&context, buffer.baseAddress)
      count = 32
    }
  }

  package static func digest(of bytes: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    hash.update(bytes)
    return hash.digest()
  }

  /// The digest of the text's UTF-8 in lower-case hexadecimal.
  package static func hexadecimal(of text: String) -> String { Hexadecimal.encode(digest(of: Array(text.utf8))) }
}
