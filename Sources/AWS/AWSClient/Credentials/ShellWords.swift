/// Splits a command line into words as a shell does: white space divides, quotes and backslashes keep together, nothing
/// else is special.
package enum ShellWords {
  /// What is wrong with a text: the end of a sentence that begins with what the text is. It does not quote the text.
  package struct Problem: Error, Hashable {
    package let message: String
  }

  package static func split(_ text: String) throws(Problem) -> [String] {
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
    if let quote { throw Problem(message: "has a \(quote) that is not closed") }
    if isEscaped { throw Problem(message: "ends with a backslash") }
    if let word { words.append(word) }
    return words
  }
}
