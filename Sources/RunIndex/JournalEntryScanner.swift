import Glibc

/// Reads the beginning of a journal's line, which is all that the index needs of most of them: a tenth of the time that
/// the whole line takes.
///
/// A journal's lines begin with `time`, `event`, `call` and `attempt` in this order and without spaces, as `RunEvent.json`
/// writes them. A line of any other shape is left to the parser of JSON.
struct JournalEntryScanner {
  private let line: UnsafeBufferPointer<UInt8>
  private var place = 0

  private init(_ line: UnsafeBufferPointer<UInt8>) { self.line = line }

  /// Nil for a line that has to be read as a whole.
  static func entry(_ line: UnsafeBufferPointer<UInt8>) -> JournalEntry? {
    var scanner = JournalEntryScanner(line)
    return scanner.entry()
  }

  private mutating func entry() -> JournalEntry? {
    // A line that does not end as an object was damaged.
    guard line.last == UInt8(ascii: "}"), take("{\"time\":"), let time = number(), take(",\"event\":\""),
      let kind = kind()
    else { return nil }
    return JournalEntry(time: time, kind)
  }

  private mutating func kind() -> JournalEntry.Kind? {
    if take("call-started\",\"call\":\"") { return change(.started) }
    if take("attempt-submitted\",") || take("attempt-placed\",") { return .other }
    if take("attempt-running\",\"call\":\"") { return change(.running) }
    if take("attempt-ended\",\"call\":\"") { return change(.attemptEnded) }
    if take("call-succeeded\",\"call\":\"") { return change(.succeeded) }
    if take("attempt-prepared\",\"call\":\"") { return prepared() }
    if take("attempt-waiting\",\"call\":\"") { return waiting() }
    return nil
  }

  private mutating func change(_ change: JournalEntry.Change) -> JournalEntry.Kind? {
    text().map { .call($0, change) }
  }

  private mutating func prepared() -> JournalEntry.Kind? {
    guard let call = text(), take(",\"attempt\":"), let attempt = number(), take(",\"environment\":\""),
      let environment = text()
    else { return nil }
    return .call(call, .prepared(attempt: Int(attempt), environment: environment))
  }

  private mutating func waiting() -> JournalEntry.Kind? {
    guard let call = text(), take(",\"attempt\":"), number() != nil else { return nil }
    if take("}") { return .call(call, .waiting(reason: nil)) }
    guard take(",\"reason\":\""), let reason = text() else { return nil }
    return .call(call, .waiting(reason: reason))
  }

  private mutating func take(_ words: StaticString) -> Bool {
    let count = words.utf8CodeUnitCount
    guard let start = line.baseAddress, place + count <= line.count,
      memcmp(start + place, words.utf8Start, count) == 0
    else { return false }
    place += count
    return true
  }

  private mutating func number() -> Int64? {
    let start = place
    var value: Int64 = 0
    while place < line.count, line[place] >= 0x30, line[place] <= 0x39, place - start < 18 {
      value = value * 10 + Int64(line[place] - 0x30)
      place += 1
    }
    return place > start ? value : nil
  }

  /// The rest of a string without escapes, its closing quotation mark included.
  private mutating func text() -> String? {
    let start = place
    while place < line.count, line[place] != UInt8(ascii: "\""), line[place] != UInt8(ascii: "\\") { place += 1 }
    guard place < line.count, line[place] == UInt8(ascii: "\"") else { return nil }
    defer { place += 1 }
    return String(decoding: UnsafeBufferPointer(rebasing: line[start..<place]), as: UTF8.self)
  }
}
