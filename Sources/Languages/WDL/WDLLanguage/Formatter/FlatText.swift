/// Groups on one line.
enum FlatText {
  /// How wide a group is on one line; more than any line when it cannot be.
  static func width(of group: LayoutGroup) -> Int {
    let impossible = WDLFormatter.width + 1
    var isFirst = true
    for token in tokens(of: group) {
      defer { isFirst = false }
      if !isFirst, !token.leading.isEmpty { return impossible }
      if token.trailing != nil, token.start != group.close.start { return impossible }
      if token.text.utf8.contains(.newline) { return impossible }
    }
    if isBrokenWithin(group) { return impossible }
    return of(group).unicodeScalars.count
  }

  /// Whether the author broke a group within.
  private static func isBrokenWithin(_ group: LayoutGroup) -> Bool {
    for pieces in [group.header] + group.elements {
      for case .group(let inner) in pieces where inner.isBrokenBySource || isBrokenWithin(inner) { return true }
    }
    return false
  }

  static func of(_ group: LayoutGroup) -> String {
    let isBrace = group.open.isPlain(.leftBrace)
    if group.elements.isEmpty, group.header.isEmpty { return group.open.text + group.close.text }
    var line = Line()
    line.add(group.header)
    for element in group.elements { line.add(element) }
    let space = isBrace ? " " : ""
    return group.open.text + space + line.text + space + group.close.text
  }

  /// Every token of a group in order.
  static func tokens(of group: LayoutGroup) -> [FormatToken] {
    var tokens = [group.open]
    for piece in group.header + group.elements.flatMap({ $0 }) {
      switch piece {
      case .token(let token): tokens.append(token)
      case .group(let inner): tokens += self.tokens(of: inner)
      case .block(let block): tokens += [block.open, block.close]
      }
    }
    tokens.append(group.close)
    return tokens
  }

  /// Pieces with the spaces between them.
  private struct Line {
    var text = ""
    private var previous: FormatToken?
    private var isAfterUnary = false

    mutating func add(_ pieces: [LayoutPiece]) {
      for piece in pieces {
        if let previous, Spacing.separates(previous, piece.first, isUnary: isAfterUnary) { text += " " }
        switch piece {
        case .token(let token): text += token.text
        case .group(let group): text += FlatText.of(group)
        case .block: break
        }
        isAfterUnary = Spacing.isUnary(piece.last, after: previous)
        previous = piece.last
      }
    }
  }
}
