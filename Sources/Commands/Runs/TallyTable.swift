import RunIndex

/// The calls of a run by name: a column for each state that occurs.
struct TallyTable {
  private let tallies: [CallTally]
  private let isUnderWay: Bool
  private let now: Int64

  /// - Parameter isUnderWay: whether what has not ended may still end.
  init(_ tallies: [CallTally], isUnderWay: Bool, now: Int64) {
    self.tallies = tallies
    self.isUnderWay = isUnderWay
    self.now = now
  }

  private struct Part {
    let title: String
    var isNumber = true
    let text: (CallTally) -> String
  }

  var lines: [String] {
    let parts = self.parts
    var table = TextTable(parts.map { .init(title: $0.title, isNumber: $0.isNumber) })
    for tally in tallies { table.add(parts.map { $0.text(tally) }) }
    return table.lines
  }

  private var parts: [Part] {
    var parts = [Part(title: "CALL", isNumber: false, text: \.name)]
    if isUnderWay {
      parts += CallState.allCases.filter(\.isOpen).compactMap(part)
      if has(.running) { parts.append(Part(title: "OLDEST", text: oldest)) }
    } else if tallies.contains(where: { $0.counts.open > 0 }) {
      parts.append(Part(title: "LEFT") { String($0.counts.open) })
    }
    parts.append(Part(title: "DONE") { String($0.counts[.done]) })
    parts += [CallState.cached, .failed, .cancelled, .skipped].compactMap(part)
    if tallies.contains(where: { $0.retries > 0 }) { parts.append(Part(title: "RETRIES") { String($0.retries) }) }
    if isUnderWay, tallies.contains(where: { $0.reason != nil }) {
      parts.append(Part(title: "QUEUED FOR", isNumber: false) { $0.reason ?? "" })
    }
    return parts
  }

  private func has(_ state: CallState) -> Bool { tallies.contains { $0.counts[state] > 0 } }

  /// Nil for a state that no call is in.
  private func part(_ state: CallState) -> Part? {
    has(state) ? Part(title: state.name.uppercased()) { String($0.counts[state]) } : nil
  }

  private func oldest(_ tally: CallTally) -> String {
    tally.oldestRunning.map { ProgressTable.duration(now - $0) } ?? ""
  }
}
