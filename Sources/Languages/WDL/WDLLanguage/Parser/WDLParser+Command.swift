import SourceText

extension WDLParser {
  /// `command <<< … >>>` or `command { … }`.
  mutating func command() throws(ParseFailure) -> CommandSyntax {
    let start = current.span
    advance()
    guard current.kind == .leftBrace || current.kind == .heredocStart else {
      throw unexpected("`<<<` or `{` after `command`")
    }
    var command = try commandText()
    command.span = start.joined(with: command.span)
    if command.hasMixedIndentation {
      warn(
        "wdl.mixed-indentation", "the command is indented by tabs in some lines and spaces in others",
        at: start, label: "its indentation is left as it is", help: "use one of them")
    }
    return command
  }

  /// The text between the marks; the current token is the opening one.
  mutating func commandText() throws(ParseFailure) -> CommandSyntax {
    let open = current.span
    let isHeredoc = current.kind == .heredocStart
    var reader = RawTextReader(lexer.bytes, open: open, style: isHeredoc ? .heredoc : .braces)
    try readRawText(&reader)
    let span = SourceSpan(open.start, lexer.position)
    step()
    if reader.failed { throw ParseFailure() }
    reader.text.trimEnds()
    let indentation = reader.text.indentation()
    reader.text.removeIndentation(indentation.isMixed ? 0 : indentation.count)
    if reader.hasEscapes { reader.text.map { CommandEscapes.resolve($0, isHeredoc: isHeredoc) } }
    return CommandSyntax(
      parts: reader.text.parts, isHeredoc: isHeredoc, hasMixedIndentation: indentation.isMixed, span: span)
  }
}

/// The few escapes of commands. Every other backslash is the shell's.
enum CommandEscapes {
  /// Resolves `\~{`; in braces `\}` and `\${`, between `<<<` and `>>>` the backslashes within three `>`.
  static func resolve(_ bytes: ArraySlice<UInt8>, isHeredoc: Bool) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var offset = bytes.startIndex
    while offset < bytes.endIndex {
      let rest = bytes[offset...]
      if isHeredoc, let length = escapedClose(rest) {
        result.append(contentsOf: [.closeAngle, .closeAngle, .closeAngle])
        offset += length
      } else if bytes[offset] == .backslash, rest.count > 1 {
        let next = bytes[offset + 1]
        if next == .backslash {
          result.append(.backslash)
        } else if !isEscape(next, followedBy: rest.dropFirst(2).first, isHeredoc: isHeredoc) {
          result.append(.backslash)
        }
        result.append(next)
        offset += 2
      } else {
        result.append(bytes[offset])
        offset += 1
      }
    }
    return result
  }

  private static func isEscape(_ byte: UInt8, followedBy next: UInt8?, isHeredoc: Bool) -> Bool {
    switch byte {
    case .tilde: next == .openBrace
    case .dollar: next == .openBrace && !isHeredoc
    case .closeBrace: !isHeredoc
    default: false
    }
  }

  /// The length of three `>` of which at least one has a backslash.
  private static func escapedClose(_ bytes: ArraySlice<UInt8>) -> Int? {
    var offset = bytes.startIndex
    for _ in 0..<3 {
      if offset < bytes.endIndex, bytes[offset] == .backslash { offset += 1 }
      guard offset < bytes.endIndex, bytes[offset] == .closeAngle else { return nil }
      offset += 1
    }
    let length = offset - bytes.startIndex
    return length > 3 ? length : nil
  }
}
