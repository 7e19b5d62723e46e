import Foundation

/// Times as Cromwell writes them: `2026-11-28T19:43:09.810Z`.
enum CromwellTime {
  private static let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
  private static let wholeSeconds = Date.ISO8601FormatStyle()

  /// - Parameter time: milliseconds since 1970.
  static func text(_ time: Int64) -> String { Date(timeIntervalSince1970: Double(time) / 1_000).formatted(style) }

  /// - Returns: milliseconds since 1970; nil for what is no such time.
  static func time(_ text: String) -> Int64? {
    // A plus sign that was not escaped in a query is a blank.
    let text = text.replacing(" ", with: "+")
    guard let date = (try? style.parse(text)) ?? (try? wholeSeconds.parse(text)) else { return nil }
    return Int64((date.timeIntervalSince1970 * 1_000).rounded())
  }
}
