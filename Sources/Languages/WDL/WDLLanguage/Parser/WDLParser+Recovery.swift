import SourceText

/// The braces whose items are being read.
struct BodyReader {
  let open: SourceSpan
  /// What is open within.
  let level: OpenBrackets.Level
  /// Where the last item began.
  fileprivate var itemStart = -1

  fileprivate init(open: SourceSpan, level: OpenBrackets.Level) {
    self.open = open
    self.level = level
  }
}

// Each body is read so; an item that fails is skipped, and the rest is read:
//
//     var body = try openBody(owner)
//     while hasItem(&body, owner) {
//       do throws(ParseFailure) { try item() } catch { recover(to: body.level) }
//     }
//     let close = closeBody(body)
extension WDLParser {
  /// Passes the `{`. `owner` says whose braces they are.
  mutating func openBody(_ owner: @autoclosure () -> String) throws(ParseFailure) -> BodyReader {
    let open = try expect(.leftBrace, "`{` and the body of \(owner())")
    return BodyReader(open: open, level: brackets.level)
  }

  /// Whether something stands before the `}`, or before the end of a body that is never closed, which is reported.
  mutating func hasItem(_ body: inout BodyReader, _ owner: @autoclosure () -> String) -> Bool {
    // However an item fails, something is consumed.
    if current.start == body.itemStart, current.kind != .rightBrace { skipToken() }
    body.itemStart = current.start
    if current.kind == .rightBrace { return false }
    if current.kind == .end || isDefinitionStart() {
      reportUnclosed(owner(), body.open)
      return false
    }
    if isStray {
      _ = stray()
      recover(to: body.level)
      return hasItem(&body, owner())
    }
    return true
  }

  /// Passes the `}`, where there is one: what was read of a body that is never closed is kept for editors.
  mutating func closeBody(_ body: BodyReader) -> SourceSpan {
    guard current.kind == .rightBrace else {
      brackets.goBack(to: body.level)
      brackets.close(.rightBrace)
      return SourceSpan(previousEnd, previousEnd)
    }
    let close = current.span
    brackets.goBack(to: body.level)
    advance()
    return close
  }

  private mutating func reportUnclosed(_ owner: String, _ open: SourceSpan) {
    if lastUnclosed >= open.start { return }
    lastUnclosed = open.start
    report(
      "wdl.unclosed-brace", "the `{` of \(owner) is never closed", at: open, label: "opened here",
      help: "add `}` at its end")
  }

  /// Skips to where the next item of a body may begin. `level` is what is open there.
  mutating func recover(to level: OpenBrackets.Level) {
    while current.kind != .end {
      if current.kind == .rightBrace, brackets.braces(since: level) == 0 { break }
      if !brackets.isDeeper(than: level), current.startsLine, current.kind == .word { break }
      if current.startsLine, isDefinitionStart() || isItemStart(level) { break }
      skipToken()
    }
    brackets.goBack(to: level)
  }

  /// Whether a new definition begins at the first column: then whatever is open before it was not closed.
  func isDefinitionStart() -> Bool {
    guard current.startsLine, current.start == 0 || lexer.bytes[current.start - 1] == .newline else { return false }
    switch current.keyword {
    case .task, .workflow, .struct, .enum:
      let (next, after) = peekTwo()
      return next.kind == .word && after.kind == .leftBrace
    case .import: return [.doubleQuote, .singleQuote].contains(peek().kind)
    default: return false
    }
  }

  /// Whether what stands at a line's start is an item although brackets are open.
  private func isItemStart(_ level: OpenBrackets.Level) -> Bool {
    let next = current.kind == .word ? peek() : current
    switch current.keyword {
    case .call: return next.kind == .word
    case .scatter, .if: return next.kind == .leftParenthesis && brackets.braces(since: level) == 0
    case .command: return next.kind == .leftBrace || next.kind == .heredocStart
    case .output, .runtime, .meta, .parameterMeta, .requirements: return next.kind == .leftBrace
    case nil:
      // `Type name`, when only parentheses and square brackets are open.
      return next.kind == .word && !next.startsLine && brackets.braces(since: level) == 0
    default: return false
    }
  }

  /// Passes a section that stands at the wrong place.
  mutating func skipSection() {
    skipToken()
    guard current.kind == .leftBrace else { return }
    let level = brackets.level
    advance()
    while current.kind != .end, brackets.isDeeper(than: level) { skipToken() }
  }

  /// Passes one token, or one string or command as a whole.
  mutating func skipToken() {
    switch current.kind {
    case .doubleQuote, .singleQuote, .heredocStart: skipText()
    case .word where isKeyword(.command):
      advance()
      if current.kind == .leftBrace || current.kind == .heredocStart { skipText() }
    default: advance()
    }
  }

  /// Passes a string or a command without saying what is wrong in it.
  private mutating func skipText() {
    // Text within text is skipped by way of itself, too.
    guard depth < Self.deepestNesting + Self.deepestSkipping else { return advance() }
    depth += 1
    defer { depth -= 1 }
    let said = diagnostics.count
    do throws(ParseFailure) {
      if current.kind == .leftBrace {
        _ = try commandText()
      } else {
        _ = try string()
      }
    } catch {}
    diagnostics.removeLast(diagnostics.count - said)
  }
}
