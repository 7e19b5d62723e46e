/// Writes a layout as text.
struct LayoutPrinter {
  private(set) var text = ""
  /// How many scalars the line has so far.
  private var column = 0
  /// The token before on this item's lines; nil at its start.
  private var previous: FormatToken?
  private var isAfterUnary = false
  /// Whether a comment ended the line.
  private var mustBreak = false

  mutating func print(_ items: [LayoutItem]) {
    self.items(items, level: 0)
  }

  private mutating func items(_ items: [LayoutItem], level: Int) {
    for (index, item) in items.enumerated() {
      guard let first = item.first else { continue }
      if case .end = first.kind, first.leading.isEmpty { continue }
      let before = index > 0 ? items[index - 1] : nil
      if let before, isApart(item, before, level) || first.isAfterBlankLine { blankLine() }
      comments(of: first, level: level)
      if case .end = first.kind { continue }
      previous = nil
      indent(level)
      pieces(item.pieces, level: level)
      endLine()
    }
  }

  /// Whether a blank line stands between two items whatever the author wrote.
  private func isApart(_ item: LayoutItem, _ before: LayoutItem, _ level: Int) -> Bool {
    if case .end = item.first?.kind { return false }
    if level == 0 { return !(item.isImport && before.isImport) }
    return level == 1 && (item.isSection || before.isSection)
  }

  /// Comments before a token that begins a line.
  private mutating func comments(of token: FormatToken, level: Int) {
    for comment in token.leading {
      if comment.isAfterBlankLine { blankLine() }
      indent(level)
      write(comment.text)
      newLine()
    }
    if token.separatesComments, !token.leading.isEmpty {
      if case .end = token.kind { return }
      blankLine()
    }
  }

  /// The pieces of a line; `level` is that of the line's beginning.
  private mutating func pieces(_ pieces: [LayoutPiece], level: Int) {
    for piece in pieces {
      switch piece {
      case .token(let token): self.token(token, level: level)
      case .group(let group): self.group(group, level: level)
      case .block(let block): self.block(block, level: level)
      }
    }
  }

  private mutating func token(_ token: FormatToken, level: Int) {
    separate(from: token, level: level)
    if case .command(let layout) = token.kind {
      command(layout, level: level)
    } else {
      write(token.text)
    }
    finish(token)
  }

  /// What stands before a token that is not the first of its item: a space, or lines of comments.
  private mutating func separate(from token: FormatToken, level: Int) {
    guard let previous else { return }
    if !token.leading.isEmpty {
      if column > 0 { newLine() }
      comments(of: token, level: level + 1)
      mustBreak = true
    }
    if mustBreak {
      if column > 0 { newLine() }
      indent(level + 1)
      mustBreak = false
    } else if Spacing.separates(previous, token, isUnary: isAfterUnary) {
      write(" ")
    }
  }

  private mutating func finish(_ token: FormatToken) {
    isAfterUnary = Spacing.isUnary(token, after: previous)
    previous = token
    if let comment = token.trailing {
      write("  " + comment)
      mustBreak = true
    }
  }

  private mutating func group(_ group: LayoutGroup, level: Int, mayBeFlat: Bool = true) {
    separate(from: group.open, level: level)
    let isFlat =
      mayBeFlat && !group.isBrokenBySource && column + FlatText.width(of: group) <= WDLFormatter.width
    if isFlat || group.isEmpty {
      write(FlatText.of(group))
      previous = group.open
      finish(group.close)
      return
    }
    write(group.open.text)
    finish(group.open)
    if let only = group.onlyGroup {
      self.group(only, level: level, mayBeFlat: false)
      write(group.close.text)
      finish(group.close)
      return
    }
    if !group.header.isEmpty { pieces(group.header, level: level) }
    for element in group.elements { line(element, level: level + 1) }
    breakLine()
    comments(of: group.close, level: level + 1)
    indent(level)
    write(group.close.text)
    finish(group.close)
  }

  /// An element on a line of its own.
  private mutating func line(_ element: [LayoutPiece], level: Int) {
    guard let first = element.first?.first else { return }
    breakLine()
    comments(of: first, level: level)
    previous = nil
    indent(level)
    pieces(element, level: level)
  }

  private mutating func block(_ block: LayoutBlock, level: Int) {
    separate(from: block.open, level: level)
    write(block.open.text)
    finish(block.open)
    if block.items.isEmpty, block.close.leading.isEmpty, block.open.trailing == nil {
      write(block.close.text)
    } else {
      breakLine()
      items(block.items, level: level + 1)
      if block.close.isAfterBlankLine, !block.close.leading.isEmpty, !block.items.isEmpty { blankLine() }
      var close = block.close
      close.separatesComments = false
      comments(of: close, level: level + 1)
      indent(level)
      write(block.close.text)
    }
    previous = block.open
    finish(block.close)
  }

  private mutating func command(_ layout: CommandLayout, level: Int) {
    write("command \(layout.open)")
    guard let lines = layout.lines else {
      write(layout.source)
      write(layout.close)
      return
    }
    newLine()
    for line in lines where lines != [""] {
      if !line.isEmpty {
        indent(level + 1)
        write(line)
      }
      newLine()
    }
    indent(level)
    write(layout.close)
  }

  private mutating func write(_ piece: String) {
    text += piece
    if let lineFeed = piece.utf8.lastIndex(of: .newline) {
      column = piece[piece.utf8.index(after: lineFeed)...].unicodeScalars.count
    } else {
      column += piece.unicodeScalars.count
    }
  }

  private mutating func indent(_ level: Int) {
    for _ in 0..<level { write(WDLFormatter.indentation) }
  }

  private mutating func newLine() {
    text += "\n"
    column = 0
  }

  /// Ends the line, unless a new one has just begun.
  private mutating func breakLine() {
    mustBreak = false
    if column > 0 { newLine() }
  }

  private mutating func endLine() { breakLine() }

  /// A blank line, unless there is one or the text begins here.
  private mutating func blankLine() {
    if !text.isEmpty, !text.utf8.suffix(2).elementsEqual([0x0A, 0x0A]) { newLine() }
  }
}
