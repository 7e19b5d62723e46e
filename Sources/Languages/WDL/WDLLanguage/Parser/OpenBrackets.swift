/// The brackets that are open where the parser stands, for recovery.
struct OpenBrackets {
  /// A state to go back to.
  struct Level {
    fileprivate let count: Int
    fileprivate let braces: Int
  }

  private var kinds: [Token.Kind] = []
  /// How many of them are braces.
  private var braces = 0

  var isEmpty: Bool { kinds.isEmpty }
  var level: Level { Level(count: kinds.count, braces: braces) }

  @inline(__always)
  mutating func open(_ kind: Token.Kind) {
    kinds.append(kind)
    if kind == .leftBrace { braces += 1 }
  }

  /// A `}` closes what is open within its braces, too; a `)` or `]` that fits nothing is passed over.
  mutating func close(_ kind: Token.Kind) {
    switch kind {
    case .rightParenthesis: if kinds.last == .leftParenthesis { kinds.removeLast() }
    case .rightBracket: if kinds.last == .leftBracket { kinds.removeLast() }
    default:
      while let last = kinds.popLast() {
        guard last == .leftBrace else { continue }
        braces -= 1
        break
      }
    }
  }

  /// Forgets what was opened since.
  mutating func goBack(to level: Level) {
    while kinds.count > level.count, let last = kinds.popLast() {
      if last == .leftBrace { braces -= 1 }
    }
  }

  mutating func removeAll() {
    kinds.removeAll()
    braces = 0
  }

  /// How many braces were opened since.
  func braces(since level: Level) -> Int { braces - level.braces }

  /// Whether anything is open that was not then.
  func isDeeper(than level: Level) -> Bool { kinds.count > level.count }
}
