/// The manifests of an array job's children in one object: one upload, however many children, and two small ranged reads
/// for each of them.
///
///     martlet-pack 1 00000003      a line of 24 bytes: format, version, number of manifests
///     000000000096 0000000412      a line of 24 bytes for each: where its manifest begins in the object, how long it is
///     …
///     {"version":1,"task":…}       the manifests, a line each
///
/// The child takes the one of its `AWS_BATCH_JOB_ARRAY_INDEX`. Whatever writes another format has to tell the agent so
/// by another option than `--array`, since a child reads no more than its own line and its own manifest.
package enum ManifestPack {
  /// Of a line of the table, line feed included.
  package static let lineLength = 24
  /// Source: the largest array job of AWS Batch.
  package static let largestCount = 10_000

  private static let startDigits = 12
  private static let lengthDigits = 10

  /// The whole object.
  ///
  /// - Parameter manifests: each one's JSON, without a line feed in it.
  package static func encode(_ manifests: [[UInt8]]) -> [UInt8] {
    var table: [UInt8] = Array("martlet-pack 1 \(padded(manifests.count, lineLength - 16))\n".utf8)
    var start = lineLength * (manifests.count + 1)
    var end = start
    for manifest in manifests { end += manifest.count + 1 }
    table.reserveCapacity(end)
    for manifest in manifests {
      table += Array("\(padded(start, startDigits)) \(padded(manifest.count, lengthDigits))\n".utf8)
      start += manifest.count + 1
    }
    for manifest in manifests {
      table += manifest
      table.append(0x0A)
    }
    return table
  }

  /// Where the line of a child stands.
  package static func line(of index: Int) -> ClosedRange<Int64> {
    let start = Int64(lineLength) * Int64(index + 1)
    return start...(start + Int64(lineLength) - 1)
  }

  /// Where the manifest stands that a line tells of.
  ///
  /// Throws ``ManifestError`` when it is no line of a pack: the array has more children than the pack has manifests.
  package static func manifest(at line: [UInt8]) throws -> ClosedRange<Int64> {
    let parts = String(decoding: line, as: UTF8.self).dropLast().split(separator: " ")
    guard line.count == lineLength, line.last == 0x0A, parts.count == 2, parts[0].utf8.count == startDigits,
      let start = Int64(parts[0]), let length = Int64(parts[1]), start >= 0, length > 0
    else { throw ManifestError("the pack of manifests has none for this child") }
    return start...(start + length - 1)
  }

  /// All manifests of a pack.
  ///
  /// Throws ``ManifestError`` when it is none.
  package static func manifests(in pack: [UInt8]) throws -> [[UInt8]] {
    func bytes(_ range: ClosedRange<Int64>) throws -> [UInt8] {
      guard range.upperBound < pack.count else { throw ManifestError("the pack of manifests is cut off") }
      return Array(pack[Int(range.lowerBound)...Int(range.upperBound)])
    }
    let head = String(decoding: pack.prefix(lineLength), as: UTF8.self).dropLast().split(separator: " ")
    guard head.count == 3, head[0] == "martlet-pack", head[1] == "1", let count = Int(head[2]), count >= 0,
      count <= largestCount
    else { throw ManifestError("this is no pack of manifests") }
    return try (0..<count).map { try bytes(try manifest(at: try bytes(line(of: $0)))) }
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
