/// A part of a pattern as ``PatternProgram`` takes it.
indirect enum PatternNode: Sendable {
  case scalar(Unicode.Scalar, ignoresCase: Bool)
  case set(PatternSet, ignoresCase: Bool)
  case anchor(PatternAnchor)
  /// One after the other.
  case sequence([PatternNode])
  /// Those that come first are tried first.
  case alternatives([PatternNode])
  case capture(Int, PatternNode)
  case repetition(PatternNode, least: Int, most: Int?, isLazy: Bool)
}

enum PatternAnchor: Sendable {
  case textStart, textEnd, lineStart, lineEnd, wordBoundary, noWordBoundary
  /// `\Z`: the end, or before a line feed there.
  case lastLineEnd
}

/// A set of characters.
struct PatternSet: Sendable {
  enum Item: Sendable {
    case range(ClosedRange<Unicode.Scalar>)
    case category(PatternCategory)
    /// `\S` in brackets.
    indirect case set(PatternSet)
  }

  var items: [Item] = []
  var isNegated = false

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    let isIn = items.contains { item in
      switch item {
      case .range(let range): range.contains(scalar)
      case .category(let category): category.contains(scalar)
      case .set(let set): set.contains(scalar)
      }
    }
    return isIn != isNegated
  }

  /// Of `(?i)`.
  func containsAnyCase(_ scalar: Unicode.Scalar) -> Bool {
    contains(scalar) || scalar.otherCases.contains(where: contains)
  }

  init(_ items: [Item] = [], isNegated: Bool = false) {
    self.items = items
    self.isNegated = isNegated
  }
}

/// The sets of characters that have names.
enum PatternCategory: Sendable {
  case alphabetic, upper, lower, graphic

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .alphabetic: scalar.properties.isAlphabetic
    case .upper: scalar.properties.generalCategory == .uppercaseLetter
    case .lower: scalar.properties.generalCategory == .lowercaseLetter
    case .graphic:
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
        .letterNumber, .otherNumber, .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
        .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol,
        .otherSymbol:
        true
      default: false
      }
    }
  }
}

extension Unicode.Scalar {
  /// The same letter as small and as capital, where each is one character.
  var otherCases: [Unicode.Scalar] {
    [properties.lowercaseMapping, properties.uppercaseMapping].compactMap { text in
      let scalars = text.unicodeScalars
      return scalars.count == 1 ? scalars.first : nil
    }
  }
}
