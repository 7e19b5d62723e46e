/// A header's value with parameters: `form-data; name="a"; filename="b.wdl"`.
struct HeaderParameters: Hashable, Sendable {
  let value: String
  private var parameters: [String: String] = [:]

  init(_ text: String) {
    var pieces = Self.pieces(of: text)[...]
    value = (pieces.popFirst() ?? "").trimmed
    for piece in pieces {
      guard let equals = piece.firstIndex(of: "=") else { continue }
      let name = String(piece[..<equals]).trimmed.lowercased()
      let text = String(piece[piece.index(after: equals)...]).trimmed
      if parameters[name] == nil { parameters[name] = Self.unquoted(text) }
    }
  }

  /// By name in lower case.
  subscript(name: String) -> String? { parameters[name] }

  /// What stands between semicolons that are not in quotes.
  private static func pieces(of text: String) -> [String] {
    var (pieces, isQuoted, isEscaped) = ([""], false, false)
    for character in text {
      if character == ";", !isQuoted {
        pieces.append("")
        continue
      }
      if character == "\"", !isEscaped { isQuoted.toggle() }
      isEscaped = character == "\\" && !isEscaped
      pieces[pieces.count - 1].append(character)
    }
    return pieces
  }

  private static func unquoted(_ text: String) -> String {
    guard text.count >= 2, text.first == "\"", text.last == "\"" else { return text }
    var (result, isEscaped) = ("", false)
    for character in text.dropFirst().dropLast() {
      if character == "\\", !isEscaped {
        isEscaped = true
      } else {
        result.append(character)
        isEscaped = false
      }
    }
    return result
  }
}

extension String {
  /// Without blanks at its ends.
  fileprivate var trimmed: String {
    let start = drop { $0 == " " || $0 == "\t" }
    return String(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
