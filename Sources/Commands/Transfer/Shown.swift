/// Names as they stand in lines for people.
enum Shown {
  /// On one line, whatever characters the name has.
  static func name(_ name: String) -> String {
    Terminal.visible(name.replacing("\n", with: "\u{240A}").replacing("\t", with: "\u{2409}"))
  }
}
