/// Runs a ``PatternProgram`` over a text: all ways at once, character by character (after Thompson and Pike), so that the
/// time grows with the text's length times the pattern's, whatever the pattern.
struct PatternMatcher {
  private let program: PatternProgram
  private let text: [Unicode.Scalar]
  private var now: Ways
  private var next: Ways

  /// Where the whole match and each group begin and end; nil for a group that took no part.
  typealias Places = [Int?]

  init(_ program: PatternProgram, text: [Unicode.Scalar]) {
    self.program = program
    self.text = text
    now = Ways(program.steps.count)
    next = Ways(program.steps.count)
  }

  /// The ways that are open at a place of the text, in the order of preference.
  private struct Ways {
    var list: [(step: Int, places: Places)] = []
    /// By step: the round in which it was last added.
    var rounds: [Int]
    var round = 0

    init(_ count: Int) { rounds = Array(repeating: 0, count: count) }

    mutating func clear() {
      list.removeAll(keepingCapacity: true)
      round += 1
    }
  }

  /// The first match that begins at a place or after it.
  mutating func firstMatch(from start: Int) -> Places? {
    var found: Places?
    now.clear()
    var place = start
    while true {
      if found == nil { follow(0, Places(repeating: nil, count: program.groupCount * 2), place, &now) }
      if now.list.isEmpty, found != nil { break }
      step(place, &found)
      if place >= text.count { break }
      swap(&now, &next)
      place += 1
    }
    return found
  }

  /// Takes every way one character further.
  private mutating func step(_ place: Int, _ found: inout Places?) {
    next.clear()
    let scalar = place < text.count ? text[place] : nil
    for (step, places) in now.list {
      if case .match = program.steps[step] {
        guard accept(places, &found) else { break }
      } else if let scalar, takes(program.steps[step], scalar), isStillWanted(places, found) {
        follow(step + 1, places, place + 1, &next)
      }
    }
  }

  /// Ways that began further right than a match do not count.
  private func isStillWanted(_ places: Places, _ found: Places?) -> Bool {
    guard let found, let best = found[0], let start = places[0] else { return true }
    return start <= best
  }

  /// - Returns: whether ways of less preference still matter.
  private func accept(_ places: Places, _ found: inout Places?) -> Bool {
    guard program.takesLongest else {
      found = places
      return false
    }
    if let best = found, let start = best[0], let end = best[1], let other = places[0], let last = places[1] {
      if other < start || (other == start && last > end) { found = places }
    } else {
      found = places
    }
    return true
  }

  private func takes(_ step: PatternProgram.Step, _ scalar: Unicode.Scalar) -> Bool {
    switch step {
    case .scalar(let wanted): wanted == scalar
    case .folded(let wanted): wanted.contains(scalar)
    case .set(let set): set.contains(scalar)
    case .foldedSet(let set): set.containsAnyCase(scalar)
    case .anchor, .fork, .jump, .save, .match: false
    }
  }

  /// Adds the steps that wait for a character, from a step on.
  private func follow(_ step: Int, _ places: Places, _ place: Int, _ ways: inout Ways) {
    var open: [(step: Int, places: Places)] = [(step, places)]
    while let (step, places) = open.popLast() {
      guard ways.rounds[step] != ways.round else { continue }
      ways.rounds[step] = ways.round
      switch program.steps[step] {
      case .jump(let target): open.append((target, places))
      case .fork(let first, let second):
        open.append((second, places))
        open.append((first, places))
      case .save(let slot):
        var changed = places
        changed[slot] = place
        open.append((step + 1, changed))
      case .anchor(let anchor): if holds(anchor, place) { open.append((step + 1, places)) }
      case .scalar, .folded, .set, .foldedSet, .match: ways.list.append((step, places))
      }
    }
  }

  private func holds(_ anchor: PatternAnchor, _ place: Int) -> Bool {
    switch anchor {
    case .textStart: place == 0
    case .textEnd: place == text.count
    case .lastLineEnd: place == text.count || (place == text.count - 1 && text[place] == "\n")
    case .lineStart: place == 0 || text[place - 1] == "\n"
    case .lineEnd: place == text.count || text[place] == "\n"
    case .wordBoundary: isWord(place - 1) != isWord(place)
    case .noWordBoundary: isWord(place - 1) == isWord(place)
    }
  }

  private func isWord(_ place: Int) -> Bool {
    text.indices.contains(place) && PatternSets.word.contains(text[place])
  }
}
