/// Tells what a file holds: files of one identity hold the same bytes.
///
/// The best one is the CRC-64/NVME with the length, since S3 keeps it of each object and a file of this machine has it at the
/// speed of its disk: so the same bytes are known again on either side. Where S3 has none its ETag counts, and elsewhere the
/// address with its version; these miss equal contents, but do not confuse different ones.
package struct ContentIdentity: Hashable, Sendable, CustomStringConvertible {
  package let description: String

  /// - Parameter text: a ``description``.
  package init(text: String) { description = text }

  /// - Parameter crc64: CRC-64/NVME of all bytes.
  /// - Parameter size: bytes.
  package init(crc64: UInt64, size: Int64) {
    let digits = String(crc64, radix: 16)
    description = "crc64nvme:" + String(repeating: "0", count: 16 - digits.count) + digits + ":\(size)"
  }

  /// - Parameter eTag: of an object of S3, without quotes.
  package init(eTag: String, size: Int64) { description = "etag:\(eTag):\(size)" }

  package init(address: String, version: String, size: Int64) { description = "at:\(address):\(version):\(size)" }
}
