import CDigest

/// CRC-64/NVME: the checksum that S3 keeps of each object.
package struct CRC64: Hashable, Sendable {
  package private(set) var value: UInt64 = 0

  package init() {}

  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    value = cdigest_crc64nvme(value, bytes.baseAddress, bytes.count)
  }
}
