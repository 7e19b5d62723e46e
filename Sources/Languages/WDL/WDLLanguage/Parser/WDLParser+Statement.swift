import SourceText

extension WDLParser {
  /// What stands in the body of a workflow, a scatter or a conditional.
  mutating func statement() throws(ParseFailure) -> WorkflowItemSyntax {
    switch current.keyword {
    case .call: return .call(try call())
    case .scatter: return .scatter(try scatter())
    case .if: return .conditional(try conditional())
    case .else: throw strayElse()
    case .input, .output, .meta, .parameterMeta, .hints: if isSection() { throw misplacedSection() }
    default: break
    }
    return .declaration(try declaration(.workflowPrivate))
  }

  /// `{ statement … }`. Gives what could be read even when the closing brace is missing.
  private mutating func statements(_ owner: String) throws(ParseFailure) -> (
    items: [WorkflowItemSyntax], end: SourceSpan
  ) {
    guard depth < Self.deepestNesting else { throw tooDeep(current.span) }
    depth += 1
    defer { depth -= 1 }
    var items: [WorkflowItemSyntax] = []
    var body = try openBody(owner)
    while hasItem(&body, owner) {
      do throws(ParseFailure) { items.append(try statement()) } catch { recover(to: body.level) }
    }
    return (items, closeBody(body))
  }

  /// `scatter (x in xs) { … }`.
  private mutating func scatter() throws(ParseFailure) -> ScatterSyntax {
    let start = current.span
    advance()
    let head = header { parser throws(ParseFailure) in
      try parser.expect(.leftParenthesis, "`(` after `scatter`")
      let variable = try parser.name("the name of the scatter's variable")
      try parser.expect(.in, "`in` and what to scatter over")
      let collection = try parser.expression()
      try parser.expect(.rightParenthesis, "`)` after what to scatter over")
      return (variable, collection)
    }
    let (items, end) = try statements("the scatter")
    guard let (variable, collection) = head else { throw ParseFailure() }
    return ScatterSyntax(variable: variable, collection: collection, body: items, span: start.joined(with: end))
  }

  /// `if (a) { … } else if (b) { … } else { … }`.
  private mutating func conditional() throws(ParseFailure) -> ConditionalSyntax {
    let start = current.span
    var clauses: [ConditionalSyntax.Clause] = []
    var failed = !(try conditionalClause(from: start, into: &clauses))
    var isOver = false
    while isKeyword(.else), !isOver {
      let elseSpan = current.span
      require(.elseClause, at: elseSpan)
      advance()
      if isKeyword(.if) {
        if !(try conditionalClause(from: elseSpan, into: &clauses)) { failed = true }
      } else {
        let (items, end) = try statements("`else`")
        clauses.append(ConditionalSyntax.Clause(condition: nil, body: items, span: elseSpan.joined(with: end)))
        isOver = true
      }
    }
    guard !failed, let last = clauses.last else { throw ParseFailure() }
    return ConditionalSyntax(clauses: clauses, span: start.joined(with: last.span))
  }

  /// `if (a) { … }`. False when the condition is faulty.
  private mutating func conditionalClause(
    from start: SourceSpan, into clauses: inout [ConditionalSyntax.Clause]
  ) throws(ParseFailure) -> Bool {
    advance()
    let condition = header { parser throws(ParseFailure) in
      try parser.expect(.leftParenthesis, "`(` and a condition after `if`")
      let condition = try parser.expression()
      try parser.expect(.rightParenthesis, "`)` after the condition")
      return condition
    }
    let (items, end) = try statements("`if`")
    guard let condition else { return false }
    clauses.append(ConditionalSyntax.Clause(condition: condition, body: items, span: start.joined(with: end)))
    return true
  }

  /// Reads what stands before a body. When it fails, goes on at the body's `{`, so that the body is read all the same.
  private mutating func header<Head>(_ read: (inout WDLParser) throws(ParseFailure) -> Head) -> Head? {
    let level = brackets.level
    do throws(ParseFailure) { return try read(&self) } catch {}
    while current.kind != .end, current.kind != .leftBrace, !(current.startsLine && current.kind == .word) {
      if current.kind == .rightBrace { break }
      skipToken()
    }
    brackets.goBack(to: level)
    return nil
  }

  private mutating func strayElse() -> ParseFailure {
    report(
      "wdl.stray-else", "`else` does not follow the `}` of an `if`", at: current.span,
      help: "write `if (…) { … } else { … }`")
    advance()
    return ParseFailure()
  }

  private mutating func misplacedSection() -> ParseFailure {
    report(
      "wdl.misplaced-section", "`\(text(of: current))` sections stand directly in a workflow", at: current.span,
      help: "move it out of the scatter or conditional")
    skipSection()
    return ParseFailure()
  }
}
