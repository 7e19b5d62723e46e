import SourceText

/// A command or multi-line string as it is written: runs of bytes with placeholders between them.
struct RawText {
  /// What the runs are of: at first the whole document.
  private var bytes: [UInt8]
  /// One more than there are placeholders; some may be empty.
  private var runs: [Range<Int>] = []
  private var placeholders: [PlaceholderSyntax] = []

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Adds the run before a placeholder, and the placeholder.
  mutating func append(_ run: Range<Int>, _ placeholder: PlaceholderSyntax) {
    runs.append(run)
    placeholders.append(placeholder)
  }

  /// Adds the run after the last placeholder.
  mutating func append(_ run: Range<Int>) { runs.append(run) }

  /// Removes the white space after the opening mark, with one line feed at most, and so before the closing mark.
  mutating func trimEnds() {
    guard let first = runs.first else { return }
    var start = first.lowerBound
    while start < first.upperBound, bytes[start].isBlank || bytes[start] == .carriageReturn { start += 1 }
    if start < first.upperBound, bytes[start] == .newline { start += 1 }
    runs[0] = start..<first.upperBound
    let last = runs[runs.count - 1]
    var end = last.upperBound
    while end > last.lowerBound, bytes[end - 1].isBlank { end -= 1 }
    if end > last.lowerBound, bytes[end - 1] == .newline { end -= 1 }
    if end > last.lowerBound, bytes[end - 1] == .carriageReturn { end -= 1 }
    runs[runs.count - 1] = last.lowerBound..<end
  }

  /// Replaces each run of bytes.
  mutating func map(_ transform: (ArraySlice<UInt8>) -> [UInt8]) {
    var replaced: [UInt8] = []
    for index in runs.indices {
      let start = replaced.count
      replaced.append(contentsOf: transform(bytes[runs[index]]))
      runs[index] = start..<replaced.count
    }
    bytes = replaced
  }

  /// The common indentation of all lines that are not blank.
  func indentation() -> Indentation {
    var survey = IndentationSurvey()
    bytes.withUnsafeBufferPointer { bytes in
      for index in runs.indices { survey.read(bytes, runs[index], isLast: index == runs.count - 1) }
    }
    return survey.result
  }

  /// Takes that many blanks from the start of each line, and the carriage returns from their ends.
  mutating func removeIndentation(_ count: Int) {
    var startsLine = true
    let source = bytes
    var ends: [Int] = []
    bytes = source.withUnsafeBufferPointer { source in
      [UInt8](unsafeUninitializedCapacity: runs.reduce(0) { $0 + $1.count }) { target, length in
        for run in runs {
          length = Unindenting.copy(run, of: source, to: target, at: length, count, &startsLine)
          ends.append(length)
          startsLine = false
        }
      }
    }
    for index in runs.indices { runs[index] = (index == 0 ? 0 : ends[index - 1])..<ends[index] }
  }

  /// The runs as texts.
  var texts: [String] { runs.map { String(decoding: bytes[$0], as: UTF8.self) } }

  var placeholderSpans: [SourceSpan] { placeholders.map(\.span) }

  /// The runs and placeholders as parts of a string.
  var parts: [StringSyntax.Part] {
    var parts: [StringSyntax.Part] = []
    parts.reserveCapacity(runs.count + placeholders.count)
    bytes.withUnsafeBufferPointer { bytes in
      for index in runs.indices {
        if !runs[index].isEmpty {
          parts.append(.text(String(decoding: UnsafeBufferPointer(rebasing: bytes[runs[index]]), as: UTF8.self)))
        }
        if index < placeholders.count { parts.append(.placeholder(placeholders[index])) }
      }
    }
    return parts
  }
}
