/// A document as the printer sees it: items with blocks, and in their lines brackets with elements.
struct LayoutItem {
  var pieces: [LayoutPiece]

  var first: FormatToken? { pieces.first?.first }

  /// Whether it is one of the sections that stand apart.
  var isSection: Bool {
    switch first?.kind {
    case .command: return true
    case .keyword(let keyword):
      guard pieces.count > 1, case .block = pieces[1] else { return false }
      return keyword != .else
    default: return false
    }
  }

  var isImport: Bool { first?.keyword == .import }
}

indirect enum LayoutPiece {
  case token(FormatToken)
  /// Brackets around elements: either on one line or one element a line.
  case group(LayoutGroup)
  /// Braces around items, which have a line each.
  case block(LayoutBlock)

  var first: FormatToken {
    switch self {
    case .token(let token): token
    case .group(let group): group.open
    case .block(let block): block.open
    }
  }

  var last: FormatToken {
    switch self {
    case .token(let token): token
    case .group(let group): group.close
    case .block(let block): block.close
    }
  }
}

struct LayoutGroup {
  var open: FormatToken
  /// `input:` of a call.
  var header: [LayoutPiece]
  /// Each with its comma.
  var elements: [[LayoutPiece]]
  var close: FormatToken

  /// Whether there is nothing between the brackets, not even a comment.
  var isEmpty: Bool { header.isEmpty && elements.isEmpty && open.trailing == nil && close.leading.isEmpty }

  /// Whether the author broke the line after the opening bracket, which is kept but for parentheses.
  var isBrokenBySource: Bool {
    if open.isPlain(.leftParenthesis) || elements.isEmpty { return false }
    return header.first?.first.startsLine == true || elements.first?.first?.first.startsLine == true
  }

  /// The group that is all there is in this one, when both may share their lines: `select_first([`.
  var onlyGroup: LayoutGroup? {
    guard header.isEmpty, elements.count == 1, elements[0].count == 1, case .group(let only) = elements[0][0],
      !isBrokenBySource, open.trailing == nil, only.open.leading.isEmpty, only.close.trailing == nil,
      close.leading.isEmpty
    else { return nil }
    return only
  }
}

struct LayoutBlock {
  var open: FormatToken
  var items: [LayoutItem]
  var close: FormatToken
}
