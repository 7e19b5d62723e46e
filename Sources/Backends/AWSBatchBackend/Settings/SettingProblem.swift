import JSONText

/// What is wrong with a setting's value: the end of a sentence that begins with the setting's name.
struct SettingProblem: Error, Hashable {
  let message: String

  init(_ message: String) { self.message = message }
}

extension JSONValue {
  /// What was meant where lists and mappings may also come as JSON in a text, as environment variables and the
  /// resources of Snakemake's rules can hold nothing else.
  ///
  /// - Throws: ``SettingProblem`` for a text that begins like JSON and is not. It does not quote the text.
  func structured() throws(SettingProblem) -> JSONValue {
    guard let text = string, let first = text.first(where: { !$0.isWhitespace }), "[{".contains(first) else {
      return self
    }
    do {
      return try JSONParser.parse(text)
    } catch {
      throw SettingProblem("is not valid JSON: \(error)")
    }
  }

  /// Text, or a number or truth value as it is spelled; nil for anything else.
  var spelled: String? {
    switch self {
    case .string(let text): text
    case .number(let number): number.text
    case .bool(let value): String(value)
    case .null, .array, .object: nil
    }
  }
}
