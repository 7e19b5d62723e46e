import CDigest
import Digest

/// The checksums that S3 verifies on upload.
///
/// Source: Amazon S3 User Guide, "Checking object integrity".
package enum ChecksumAlgorithm: String, Hashable, Sendable, CaseIterable {
  case crc32 = "CRC32"
  case crc32c = "CRC32C"
  case crc64nvme = "CRC64NVME"
  case sha256 = "SHA256"

  /// `x-amz-checksum-crc32` and so on.
  package var fieldName: String {
    switch self {
    case .crc32: "x-amz-checksum-crc32"
    case .crc32c: "x-amz-checksum-crc32c"
    case .crc64nvme: "x-amz-checksum-crc64nvme"
    case .sha256: "x-amz-checksum-sha256"
    }
  }

  /// Whether the checksum of a multipart upload is that of the whole object rather than of its parts' checksums.
  package var coversWholeObject: Bool { self == .crc64nvme }
}

/// A checksum under way. A value: a copy goes on by itself.
package struct Checksum: Sendable {
  private enum State: Sendable {
    case crc32(UInt32)
    case crc32c(UInt32)
    case crc64nvme(UInt64)
    case sha256(SHA256)
  }

  package let algorithm: ChecksumAlgorithm
  private var state: State

  package init(_ algorithm: ChecksumAlgorithm) {
    self.algorithm = algorithm
    state =
      switch algorithm {
      case .crc32: .crc32(0)
      case .crc32c: .crc32c(0)
      case .crc64nvme: .crc64nvme(0)
      case .sha256: .sha256(SHA256())
      }
  }

  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    switch state {
    case .crc32(let crc): state = .crc32(cdigest_crc32(crc, bytes.baseAddress, bytes.count))
    case .crc32c(let crc): state = .crc32c(cdigest_crc32c(crc, bytes.baseAddress, bytes.count))
    case .crc64nvme(let crc): state = .crc64nvme(cdigest_crc64nvme(crc, bytes.baseAddress, bytes.count))
    case .sha256(var hash):
      hash.update(bytes)
      state = .sha256(hash)
    }
  }

  package mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

  /// The checksum of what this one is of and what `next` is of after it; nil for those that cannot be put together.
  ///
  /// - Parameter count: the bytes that `next` is of.
  package func followed(by next: Checksum, count: Int64) -> Checksum? {
    var whole = self
    let count = UInt64(max(0, count))
    switch (state, next.state) {
    case (.crc32(let first), .crc32(let second)): whole.state = .crc32(cdigest_crc32_combined(first, second, count))
    case (.crc32c(let first), .crc32c(let second)): whole.state = .crc32c(cdigest_crc32c_combined(first, second, count))
    case (.crc64nvme(let first), .crc64nvme(let second)):
      whole.state = .crc64nvme(cdigest_crc64nvme_combined(first, second, count))
    default: return nil
    }
    return whole
  }

  /// The digest's bytes, the most significant first.
  package var bytes: [UInt8] {
    switch state {
    case .crc32(let crc), .crc32c(let crc): (0..<4).map { UInt8(truncatingIfNeeded: crc >> (24 - 8 * UInt32($0))) }
    case .crc64nvme(let crc): (0..<8).map { UInt8(truncatingIfNeeded: crc >> (56 - 8 * UInt64($0))) }
    case .sha256(let hash): hash.digest()
    }
  }

  /// As it stands in an `x-amz-checksum-…` header.
  package var base64: String { Base64.encode(bytes) }

  package static func base64(_ algorithm: ChecksumAlgorithm, of bytes: [UInt8]) -> String {
    var checksum = Checksum(algorithm)
    checksum.update(bytes)
    return checksum.base64
  }
}
