/// The regular expression of a selector as patterns of martlet.
enum NextflowSelector {
  /// - Returns: nil for one that has no such pattern.
  static func patterns(_ text: String, isName: Bool) -> [String]? {
    var patterns: [String] = []
    for part in text.split(separator: "|", omittingEmptySubsequences: false) {
      guard let pattern = isName ? ofName(part) : ofLabel(part) else { return nil }
      patterns.append(pattern)
    }
    return patterns
  }

  private static func ofLabel(_ text: Substring) -> String? {
    text.wholeMatch(of: #/[A-Za-z0-9_-]+/#) == nil ? nil : String(text)
  }

  /// A name, with those of the workflows around it before colons. What `.*:` leaves open in front is open here anyway.
  private static func ofName(_ text: Substring) -> String? {
    var text = text
    while text.hasPrefix(".*:") { text = text.dropFirst(3) }
    var names: [String] = []
    for name in text.split(separator: ":", omittingEmptySubsequences: false) {
      guard name.wholeMatch(of: #/(\.\*)?[A-Za-z0-9_]+(\.\*)?/#) != nil else { return nil }
      names.append(String(name.replacing(".*", with: "*")))
    }
    return names.joined(separator: ".")
  }
}
