/// Splits options into words as a shell does: quotes and backslashes, nothing else is special.
enum OptionWords {
  static func split(_ text: String) throws(SettingProblem) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in text {
      if isEscaped {
        // Within double quotes a backslash is itself but before a quote or a backslash.
        if quote == "\"", character != "\"", character != "\\" { word = (word ?? "") + "\\" }
        word = (word ?? "") + String(character)
        isEscaped = false
      } else if let open = quote {
        if character == open {
          quote = nil
        } else if character == "\\", open == "\"" {
          isEscaped = true
        } else {
          word = (word ?? "") + String(character)
        }
      } else if character == "\\" {
        isEscaped = true
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character.isWhitespace {
        if let complete = word { words.append(complete) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let quote { throw SettingProblem("has a \(quote) that is not closed") }
    if isEscaped { throw SettingProblem("ends with a backslash") }
    if let word { words.append(word) }
    return words
  }
}
