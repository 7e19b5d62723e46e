/// The beginning of a text, for messages.
enum Excerpt {
  static func of(_ text: String) -> String {
    text.unicodeScalars.count <= 40
      ? "`\(text)`" : "`\(String(String.UnicodeScalarView(text.unicodeScalars.prefix(40))))…`"
  }
}
