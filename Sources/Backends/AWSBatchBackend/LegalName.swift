/// Names as AWS Batch takes them: up to 128 letters, digits, hyphens and underscores, a letter or digit first.
///
/// Source: `jobName` of SubmitJob, `jobDefinitionName` of RegisterJobDefinition.
enum LegalName {
  static let limit = 128
  /// Of the first part of a job's name that is too long as a whole.
  static let keptBeginning = 32
  /// Digits of the hash that a definition's name carries; the whole hash stands in its tag.
  private static let hashDigits = 16

  /// - Parameter parts: joined with hyphens; what is illegal in them becomes `_`. The end survives when it is too long,
  ///   since that is where a call's name is.
  static func job(_ parts: [String]) -> String {
    let name = parts.map { clean($0) }.filter { !$0.isEmpty }.joined(separator: "-")
    let first = clean(parts.first ?? "")
    guard name.utf8.count > limit else { return startingLegally(name) }
    let head = first.prefix(keptBeginning)
    return startingLegally(head + "-" + name.suffix(limit - head.utf8.count - 1))
  }

  /// The end of the image's name is kept, where its version is.
  static func jobDefinition(image: String, hash: String) -> String {
    let tail = "-" + hash.prefix(hashDigits)
    let head = "martlet-"
    let image = clean(image, replacement: "-")
    return head + image.suffix(limit - head.utf8.count - tail.utf8.count) + tail
  }

  private static func clean(_ text: String, replacement: Character = "_") -> String {
    var name = ""
    for character in text {
      let legal =
        character.isASCII && (character.isLetter || character.isNumber || character == "-" || character == "_")
      if legal { name.append(character) } else if name.last != replacement { name.append(replacement) }
    }
    while let last = name.last, last == replacement { name.removeLast() }
    return name
  }

  private static func startingLegally(_ name: String) -> String {
    guard let first = name.first, first.isLetter || first.isNumber else { return String(("j" + name).prefix(limit)) }
    return name
  }
}
