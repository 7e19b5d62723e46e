/// Says what a `{` belongs to, by what stands before it.
enum OpenBrace {
  private static let sections: Set<String> = [
    "input", "output", "runtime", "requirements", "hints", "meta", "parameter_meta",
  ]

  static func opening(in level: OpenText.Level) -> OpenText.Opening {
    let tokens = level.tokens
    if let target = callTarget(tokens) { return .call(target) }
    switch tokens.last {
    case .word("command"): return .commandBraces
    case .word("else"): return isExpression(tokens.dropLast()) ? .literal(nil) : .statements
    case .word(let word):
      if let definition = definition(tokens) { return definition }
      if sections.contains(word), hasSections(level.opening) { return .section(word) }
      return .literal(word == "object" ? nil : word)
    case .group("scatter"), .group("if"): return .statements
    case .value: return isEnumeration(tokens) ? .enumeration : .literal(nil)
    default: return .literal(nil)
    }
  }

  /// What is called, when the tokens end with the head of a call.
  static func callTarget(_ tokens: [OpenText.Token]) -> [String]? {
    var words: [String] = []
    for token in tokens.reversed() {
      switch token {
      case .word("call"):
        let target = words.reversed().prefix { $0 != "as" && $0 != "after" }
        return words.isEmpty ? nil : Array(target)
      case .word(let word): words.append(word)
      case .dot: continue
      default: return nil
      }
    }
    return nil
  }

  private static func definition(_ tokens: [OpenText.Token]) -> OpenText.Opening? {
    guard tokens.count > 1, case .word(let name) = tokens[tokens.count - 1] else { return nil }
    switch tokens[tokens.count - 2] {
    case .word("task"): return .task(name)
    case .word("workflow"): return .workflow(name)
    case .word("struct"): return .structure
    case .word("enum"): return .enumeration
    default: return nil
    }
  }

  /// `enum Name[Type] {`.
  private static func isEnumeration(_ tokens: [OpenText.Token]) -> Bool {
    tokens.count > 2 && tokens[tokens.count - 3] == .word("enum")
  }

  /// Whether the `else` after the tokens belongs to an expression.
  private static func isExpression(_ tokens: ArraySlice<OpenText.Token>) -> Bool { tokens.contains(.word("then")) }

  private static func hasSections(_ opening: OpenText.Opening) -> Bool {
    switch opening {
    case .task, .workflow, .structure: true
    default: false
    }
  }
}
