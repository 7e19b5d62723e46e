import SourceText

extension WDLParser {
  /// `call a.b as c after d { input: x = y, z }`.
  mutating func call() throws(ParseFailure) -> CallSyntax {
    let start = current.span
    advance()
    var target = [try name("the name of a task or workflow to call")]
    while accept(.dot) { target.append(try name("a name after `.`")) }
    var call = CallSyntax(target: target, alias: nil, after: [], inputs: [], span: start)
    var end = target[target.count - 1].span
    while isKeyword(.as) || isKeyword(.after) {
      let keyword = current.span
      if accept(.as) {
        let alias = try name("the call's other name")
        if call.alias != nil {
          report(
            "wdl.duplicate-alias", "the call has two names", at: keyword.joined(with: alias.span), help: "keep one")
        }
        call.alias = alias
        end = alias.span
      } else {
        require(.after, at: keyword)
        advance()
        let earlier = try name("the name of a call to wait for")
        call.after.append(earlier)
        end = earlier.span
      }
    }
    if current.kind == .leftBrace { end = try callBody(of: &call) }
    call.span = start.joined(with: end)
    return call
  }

  private mutating func callBody(of call: inout CallSyntax) throws(ParseFailure) -> SourceSpan {
    let open = current.span
    advance()
    var saysInput = inputWord()
    if isKeyword(.input), peek().kind == .word {
      advance()
      throw unexpected("`:` after `input`")
    }
    while current.kind != .rightBrace {
      if current.kind == .word, !saysInput { require(.callWithoutInput, at: current.span) }
      call.inputs.append(try callInput())
      if accept(.comma) {
        continue
      } else if isKeyword(.input), peek().kind == .colon, version == .draft2 {
        saysInput = inputWord()
      } else if current.kind != .rightBrace {
        throw unclosedCall(open)
      }
    }
    let close = current.span
    advance()
    return close
  }

  /// `input:`.
  private mutating func inputWord() -> Bool {
    guard isKeyword(.input), peek().kind == .colon else { return false }
    advance()
    advance()
    return true
  }

  private mutating func callInput() throws(ParseFailure) -> (name: IdentifierSyntax, value: ExpressionSyntax?) {
    let name = try anyWord("the name of an input, or `}`")
    if accept(.assign) { return (name: name, value: try expression()) }
    if current.kind == .colon { throw unexpected("`=` after the input `\(name.text)`") }
    require(.callShorthand, at: name.span)
    return (name: name, value: nil)
  }

  private mutating func unclosedCall(_ open: SourceSpan) -> ParseFailure {
    current.kind == .word && peek().kind == .assign
      ? unexpected("`,` between the inputs") : unexpected("`,` or `}` after the input")
  }
}
