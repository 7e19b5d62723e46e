/// HMAC with SHA-256 (RFC 2104).
package enum HMAC {
  package static func sha256(key: [UInt8], _ message: [UInt8]) -> [UInt8] {
    let key = key.count > 64 ? SHA256.digest(of: key) : key
    var (inner, outer) = (SHA256(), SHA256())
    withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) { block in
      block.initializeMemory(as: UInt8.self, repeating: 0x36)
      for (place, byte) in key.enumerated() { block[place] ^= byte }
      inner.update(UnsafeRawBufferPointer(block))
      for place in block.indices { block[place] ^= 0x36 ^ 0x5C }
      outer.update(UnsafeRawBufferPointer(block))
    }
    inner.update(message)
    outer.update(inner.digest())
    return outer.digest()
  }

  package static func sha256(key: [UInt8], _ message: String) -> [UInt8] { sha256(key: key, Array(message.utf8)) }
}
