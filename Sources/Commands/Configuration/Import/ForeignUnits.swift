import JSONText
import WorkflowModel

/// Sizes and times as Cromwell and Nextflow write them, as martlet does.
enum ForeignUnits {
  /// A size whose `GB` is 2³⁰ bytes, as both have it: `8 GiB`. A number is of bytes.
  static func size(_ value: JSONValue) -> JSONValue? {
    guard let text = value.string else { return value.int.map { .string(exact($0)) } }
    let digits = text.prefix { $0.isNumber || $0 == "." }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }.lowercased()
    guard let number = Double(digits), unit.wholeMatch(of: #/[kmgtp]?i?b?/#) != nil
    else { return nil }
    let letter = unit.first ?? "b"
    let factor = ByteSize.factor(letter == "b" ? "b" : "\(letter)ib")
    return factor.flatMap { ByteSize.bytes(number * $0) }.map { .string(exact($0)) }
  }

  /// In the largest unit that it is a whole number of.
  private static func exact(_ bytes: Int64) -> String {
    let units: [(String, Int64)] = [("TiB", 1 << 40), ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)]
    let (unit, factor) = units.first { bytes > 0 && bytes % $0.1 == 0 } ?? ("B", 1)
    return "\(bytes / factor) \(unit)"
  }

  /// A time; a number is of milliseconds in both.
  static func time(_ value: JSONValue) -> JSONValue? {
    value.int.map { .string("\($0) ms") } ?? value.string.map { .string($0) }
  }

  /// A whole number that may be written as a text.
  static func count(_ value: JSONValue) -> JSONValue? {
    (value.int ?? value.string.flatMap { Int64($0) }).map { .int($0) }
  }

  static func flag(_ value: JSONValue) -> JSONValue? {
    (value.bool ?? value.string.flatMap { Bool($0) }).map { .bool($0) }
  }

  static func text(_ value: JSONValue) -> JSONValue? { value.string.flatMap { $0.isEmpty ? nil : .string($0) } }

  /// A list; a single value is a list of one.
  static func list(_ value: JSONValue) -> JSONValue? { value.array.map { .array($0) } ?? .array([value]) }

  static func any(_ value: JSONValue) -> JSONValue? { value }

  /// A folder in S3 for the runs: a bucket alone gets one.
  static func folder(_ address: String) -> (address: String, isChanged: Bool)? {
    guard address.hasPrefix("s3://") else { return nil }
    var address = address
    while address.hasSuffix("/"), address.count > 5 { address.removeLast() }
    let parts = address.dropFirst(5).split(separator: "/", omittingEmptySubsequences: false)
    guard parts.first?.isEmpty == false else { return nil }
    return parts.count > 1 ? (address, false) : (address + "/martlet", true)
  }
}
