/// What may be written at a cursor.
enum CursorPosition: Hashable {
  case nothing
  /// A definition, at the outermost level.
  case definition
  /// The number after `version`.
  case version
  /// The first word of what stands in these braces.
  case item(OpenText.Opening)
  case type
  case expression
  /// After a dot.
  case member
  /// What is called, after these namespaces.
  case callTarget([String])
  /// After `after`.
  case callName
  /// An input of what is called.
  case callInput([String])
  case structMember(String)
  case attribute(String)
  /// An entry of `parameter_meta`.
  case parameter
  /// `in` of a scatter.
  case word(String)

  init(_ text: OpenText) {
    self = text.isInComment || text.top.opening.isText ? .nothing : Self.position(text)
  }

  private static func position(_ text: OpenText) -> CursorPosition {
    let tokens = text.top.tokens
    if tokens.last == .dot { return afterDot(tokens) }
    if case .word(let word)? = tokens.last, let found = after(word, tokens, text) { return found }
    switch text.top.opening {
    case .document: return text.startsLine ? .definition : .nothing
    case .task, .workflow, .statements, .structure: return inBody(text)
    case .enumeration: return tokens.last == .assign ? .expression : .nothing
    case .section(let name): return inSection(name, text)
    case .call(let target): return inCall(target, tokens)
    case .literal(let name?) where tokens.isEmpty || tokens.last == .comma: return .structMember(name)
    case .bracket("Array"), .bracket("Map"), .bracket("Pair"):
      return tokens.isEmpty || tokens.last == .comma ? .type : .nothing
    case .parenthesis("scatter"):
      if tokens.isEmpty { return .nothing }
      return tokens.count == 1 ? .word("in") : inExpression(tokens)
    case .literal, .parenthesis, .bracket, .placeholder: return inExpression(tokens)
    default: return .nothing
    }
  }

  private static func afterDot(_ tokens: [OpenText.Token]) -> CursorPosition {
    let path = OpenBrace.callTarget(tokens)
    // In the head of a call there is no dot but in its target.
    return path.map { .callTarget($0) } ?? .member
  }

  private static func after(_ word: String, _ tokens: [OpenText.Token], _ text: OpenText) -> CursorPosition? {
    switch word {
    case "call": return .callTarget([])
    case "after" where OpenBrace.callTarget(tokens) != nil: return .callName
    case "version" where text.levels.count == 1: return .version
    case "task", "workflow", "struct", "enum", "as", "alias", "import": return .nothing
    case "then", "else", "if", "in": return .expression
    default: return nil
    }
  }

  private static func inBody(_ text: OpenText) -> CursorPosition {
    switch text.top.tokens.last {
    case .assign, .operation: .expression
    case _ where text.startsLine: .item(text.top.opening)
    case .comma, .colon: .expression
    default: .nothing
    }
  }

  private static func inSection(_ name: String, _ text: OpenText) -> CursorPosition {
    switch name {
    case "input", "output": return inBody(text)
    case "meta": return .nothing
    case "parameter_meta": return text.startsLine || text.top.tokens.last == .comma ? .parameter : .nothing
    default:
      let last = text.top.tokens.last
      if last == .colon || last == .operation || last == .assign { return .expression }
      return text.startsLine || last == .comma ? .attribute(name) : .nothing
    }
  }

  private static func inCall(_ target: [String], _ tokens: [OpenText.Token]) -> CursorPosition {
    switch tokens.last {
    case nil, .comma, .colon: .callInput(target)
    case .assign, .operation: .expression
    default: .nothing
    }
  }

  private static func inExpression(_ tokens: [OpenText.Token]) -> CursorPosition {
    switch tokens.last {
    case nil, .comma, .colon, .assign, .operation: .expression
    default: .nothing
    }
  }
}
