import WorkflowModel

/// Sizes as Docker, Nextflow and Cromwell spell them for containers: `64m`, `64 MB`, `1 GiB`, all in powers of 1024.
enum BinarySize {
  /// The most that is taken for a size and no slip, in MiB: 1 EiB.
  private static let most: Double = 1_099_511_627_776

  /// MiB, rounded up; nil for what is no size.
  ///
  /// - Parameter plain: the bytes of a number without a unit.
  static func mebibytes(_ text: String, plain: Double) -> Int? {
    let text = text.withoutOuterSpace.lowercased()
    let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = String(text[number.endIndex...]).withoutOuterSpace
    guard let amount = Double(number), let factor = factor(unit, plain) else { return nil }
    let size = amount * factor / 1_048_576
    return size <= most ? Int(size.rounded(.up)) : nil
  }

  private static func factor(_ unit: String, _ plain: Double) -> Double? {
    switch unit {
    case "": plain
    case "b": 1
    case "k", "kb", "kib", "ki": 1024
    case "m", "mb", "mib", "mi": 1_048_576
    case "g", "gb", "gib", "gi": 1_073_741_824
    case "t", "tb", "tib", "ti": 1_099_511_627_776
    default: nil
    }
  }
}
