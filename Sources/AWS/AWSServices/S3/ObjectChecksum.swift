package import AWSClient
import Digest

/// The checksum of a whole object, as S3 tells it when it is asked (`x-amz-checksum-mode`).
///
/// That of an object whose parts have checksums of their own (`COMPOSITE`) says nothing of its bytes in one piece and is
/// passed over.
package struct ObjectChecksum: Hashable, Sendable {
  package let algorithm: ChecksumAlgorithm
  package let base64: String

  package init(_ checksum: Checksum) {
    algorithm = checksum.algorithm
    base64 = checksum.base64
  }

  init?(_ fields: HTTPFields) {
    guard fields["x-amz-checksum-type"] ?? "FULL_OBJECT" == "FULL_OBJECT" else { return nil }
    for algorithm in [ChecksumAlgorithm.crc64nvme, .crc32c, .crc32, .sha256] {
      guard let value = fields[algorithm.fieldName], !value.contains("-") else { continue }
      self.algorithm = algorithm
      base64 = value
      return
    }
    return nil
  }

  /// The value of a CRC-64/NVME; nil for another.
  package var crc64: UInt64? {
    guard algorithm == .crc64nvme, let bytes = Base64.decode(base64), bytes.count == 8 else { return nil }
    return bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }
}
