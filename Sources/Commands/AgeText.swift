import AWSBatchBackend
import ArgumentParser
import JSONText

/// What `--older-than` takes: `30d`, `12h`. A bare number would be seconds, which nobody means.
enum AgeText {
  /// - Returns: milliseconds; nil for anything else.
  static func milliseconds(_ text: String) -> Int64? {
    guard text.contains(where: \.isLetter), let age = DurationText.read(.string(text)) else { return nil }
    return age.components.seconds * 1000
  }

  /// - Throws: `ValidationError` for what is no age.
  static func check(_ text: String?) throws {
    if let text, milliseconds(text) == nil {
      throw ValidationError("--older-than takes a time as 30d or 12h, and not `\(text)`")
    }
  }
}
