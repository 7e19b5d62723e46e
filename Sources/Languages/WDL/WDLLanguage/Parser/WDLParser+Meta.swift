import SourceText

extension WDLParser {
  /// `meta { name: value … }`, `parameter_meta { … }`.
  mutating func metaSection() throws(ParseFailure) -> MetaSyntax {
    let start = current.span
    let title = text(of: current)
    advance()
    var entries: [(name: IdentifierSyntax, value: MetaSyntax.Value)] = []
    var body = try openBody("`\(title)`")
    while hasItem(&body, "`\(title)`") {
      do throws(ParseFailure) {
        entries.append(try metaEntry())
        _ = accept(.comma)
      } catch {
        recover(to: body.level)
      }
    }
    let close = closeBody(body)
    return MetaSyntax(entries: entries, span: start.joined(with: close))
  }

  private mutating func metaEntry() throws(ParseFailure) -> (name: IdentifierSyntax, value: MetaSyntax.Value) {
    let name = try anyWord("a name")
    try expect(.colon, "`:` and a value after `\(name.text)`")
    return (name: name, value: try metaValue())
  }

  private mutating func metaValue() throws(ParseFailure) -> MetaSyntax.Value {
    try nested { parser throws(ParseFailure) in
      switch parser.current.kind {
      case .doubleQuote, .singleQuote, .heredocStart: return .string(try parser.metaString())
      case .integer, .float, .malformedNumber, .minus, .plus: return try parser.metaNumber()
      case .leftBracket: return .array(try parser.metaArray())
      case .leftBrace: return .object(try parser.metaObject())
      case .word: return try parser.metaWord()
      default: throw parser.unexpected("a value: a string, number, boolean, `null`, array or object")
      }
    }
  }

  private mutating func metaWord() throws(ParseFailure) -> MetaSyntax.Value {
    let value: MetaSyntax.Value
    if isKeyword(.true) || isKeyword(.false) {
      value = .boolean(isKeyword(.true))
    } else if isWord(current, "null") || isKeyword(.none) {
      value = .null
    } else if isKeyword(.object), peek().kind == .leftBrace {
      advance()
      return .object(try metaObject())
    } else {
      report(
        "wdl.meta-expression", "expressions are not allowed in metadata", at: current.span,
        label: "not a literal", help: "write a string, number, boolean, `null`, array or object")
      throw ParseFailure()
    }
    advance()
    return value
  }

  private mutating func metaNumber() throws(ParseFailure) -> MetaSyntax.Value {
    let isNegative = current.kind == .minus
    if current.kind == .minus || current.kind == .plus { advance() }
    switch current.kind {
    case .integer: return .integer(try integer(isNegative: isNegative))
    case .float:
      let value = try float()
      return .float(isNegative ? -value : value)
    case .malformedNumber: throw malformedNumber()
    default: throw unexpected("a number")
    }
  }

  /// A string whose placeholders, which mean nothing here, stay as they are written.
  private mutating func metaString() throws(ParseFailure) -> String {
    let string = try string()
    if let plain = string.plainText { return plain }
    warn(
      "wdl.meta-placeholder", "placeholders are not evaluated in metadata", at: string.span,
      help: "write `\\~{` or `\\${` when the text is meant")
    return string.parts.reduce(into: "") { text, part in
      switch part {
      case .text(let piece): text += piece
      case .placeholder(let placeholder): text += file.text(placeholder.span)
      }
    }
  }

  private mutating func metaArray() throws(ParseFailure) -> [MetaSyntax.Value] {
    advance()
    var values: [MetaSyntax.Value] = []
    while current.kind != .rightBracket {
      values.append(try metaValue())
      if !accept(.comma), current.kind != .rightBracket { throw unexpected("`,` or `]` in the array") }
    }
    advance()
    return values
  }

  private mutating func metaObject() throws(ParseFailure) -> [(name: IdentifierSyntax, value: MetaSyntax.Value)] {
    advance()
    var entries: [(name: IdentifierSyntax, value: MetaSyntax.Value)] = []
    while current.kind != .rightBrace {
      entries.append(try metaEntry())
      if !accept(.comma), current.kind != .rightBrace { throw unexpected("`,` or `}` in the object") }
    }
    advance()
    return entries
  }
}
