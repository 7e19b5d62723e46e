/// Makes items, blocks and groups of the tokens of a document.
struct LayoutReader {
  private let tokens: [FormatToken]
  private let itemStarts: Set<Int>
  private var index = 0

  init(_ tokens: [FormatToken], _ itemStarts: Set<Int>) {
    self.tokens = tokens
    self.itemStarts = itemStarts
  }

  /// All items; the last one is the end, which has the last comments.
  mutating func document() -> [LayoutItem] {
    var items: [LayoutItem] = []
    while index < tokens.count { items.append(item()) }
    return items
  }

  private var current: FormatToken? { index < tokens.count ? tokens[index] : nil }

  private func next(_ distance: Int = 1) -> FormatToken? {
    index + distance < tokens.count ? tokens[index + distance] : nil
  }

  private mutating func item() -> LayoutItem {
    let opensBlock = opensBlock()
    var pieces: [LayoutPiece] = []
    while let token = current {
      if !pieces.isEmpty, startsItem(after: pieces[pieces.count - 1].last) { break }
      if token.isPlain(.rightBrace) { break }
      if token.isPlain(.leftBrace), opensBlock {
        pieces.append(.block(block()))
        if current?.keyword != .else { break }
      } else {
        pieces.append(piece())
      }
    }
    return LayoutItem(pieces: pieces)
  }

  /// Whether the braces of the item that begins here hold items.
  private func opensBlock() -> Bool {
    guard next()?.isPlain(.colon) == false else { return false }
    switch current?.keyword {
    case .task, .workflow, .struct, .enum, .input, .output, .runtime, .requirements, .hints, .meta, .parameterMeta,
      .scatter, .if:
      return true
    default: return false
    }
  }

  private func startsItem(after last: FormatToken) -> Bool {
    guard let token = current else { return true }
    if case .end = token.kind { return true }
    if itemStarts.contains(token.start) { return true }
    let isSectionWord = token.keyword == .input || token.keyword == .output
    return isSectionWord && next()?.isPlain(.leftBrace) == true && !last.isPlain(.colon) && !last.isPlain(.comma)
  }

  private mutating func block() -> LayoutBlock {
    let open = tokens[index]
    index += 1
    var items: [LayoutItem] = []
    while let token = current, !token.isPlain(.rightBrace) {
      if case .end = token.kind { break }
      items.append(item())
    }
    let close = take(or: open)
    return LayoutBlock(open: open, items: items, close: close)
  }

  private mutating func take(or other: FormatToken) -> FormatToken {
    guard let token = current else { return other }
    index += 1
    return token
  }

  private mutating func piece() -> LayoutPiece {
    let token = tokens[index]
    guard token.isPlain(.leftBrace) || token.isPlain(.leftBracket) || token.isPlain(.leftParenthesis) else {
      index += 1
      return .token(token)
    }
    return .group(group())
  }

  private mutating func group() -> LayoutGroup {
    let open = tokens[index]
    index += 1
    var header: [LayoutPiece] = []
    if open.isPlain(.leftBrace), current?.keyword == .input, next()?.isPlain(.colon) == true {
      header = [piece(), piece()]
    }
    var elements: [[LayoutPiece]] = []
    while let token = current, !closes(token) { elements.append(element()) }
    return LayoutGroup(open: open, header: header, elements: elements, close: take(or: open))
  }

  private func closes(_ token: FormatToken) -> Bool {
    if case .end = token.kind { return true }
    return token.isPlain(.rightBrace) || token.isPlain(.rightBracket) || token.isPlain(.rightParenthesis)
  }

  private mutating func element() -> [LayoutPiece] {
    var pieces: [LayoutPiece] = []
    while let token = current, !closes(token) {
      pieces.append(piece())
      if token.isPlain(.comma) { break }
    }
    return pieces
  }
}
