/// The alternatives of a group while its pattern is read.
struct PatternGroup {
  /// What opens the group in Swift's syntax.
  let head: String
  var flags: PatternFlags
  private var finished: [Alternative] = []
  private var current = Alternative()

  private struct Alternative {
    var text = ""
    /// How many characters it matches, while it is plain text; nil otherwise.
    var plainLength: Int? = 0
    var hasAtom = false
  }

  init(head: String, flags: PatternFlags) {
    self.head = head
    self.flags = flags
  }

  /// Whether there is something for a quantifier to repeat.
  var hasAtom: Bool { current.hasAtom }

  mutating func append(literal scalar: Unicode.Scalar) {
    current.text += PatternSets.literal(scalar)
    current.plainLength = current.plainLength.map { $0 + 1 }
    current.hasAtom = true
  }

  mutating func append(atom: String) {
    current.text += atom
    current.plainLength = nil
    current.hasAtom = true
  }

  mutating func append(anchor: String) {
    current.text += anchor
    current.plainLength = nil
    current.hasAtom = false
  }

  mutating func append(quantifier: String) {
    current.text += quantifier
    current.plainLength = nil
    current.hasAtom = false
  }

  mutating func nextAlternative() {
    finished.append(current)
    current = Alternative()
  }

  /// The alternatives, the longest first when all are plain text.
  var joined: String {
    var all = finished + [current]
    if all.allSatisfy({ $0.plainLength != nil }) {
      all.sort { $0.plainLength ?? 0 > $1.plainLength ?? 0 }
    }
    return all.map(\.text).joined(separator: "|")
  }
}

/// What `(?i)`, `(?s)` and `(?m)` turn on.
struct PatternFlags {
  var ignoresCase = false
  var dotMatchesAll = false
  var multiline = false
}
