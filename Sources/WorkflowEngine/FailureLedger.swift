import WorkflowModel

/// What has failed in a run, and what did not run for it, in groups: a wide scatter may fail at every element in the
/// same way. Its size does not grow with the scatter's width, and what is told does not depend on which of two calls
/// ended first.
struct FailureLedger {
  /// Failures of one call that read alike.
  private struct Group {
    /// Of the first of its places.
    private(set) var error: any Error
    /// Where it happened, in order: the first few.
    private(set) var places: [CallPath]
    private(set) var count = 1

    init(_ place: CallPath, _ error: any Error) {
      self.error = error
      places = [place]
    }

    mutating func add(_ place: CallPath, _ error: any Error) {
      count += 1
      let index = places.firstIndex { place < $0 } ?? places.count
      if index == 0 { self.error = error }
      places.insert(place, at: index)
      if places.count > 1 + FailureLedger.shownPlaces { places.removeLast() }
    }
  }

  /// One call that did not run, or many of one name, for want of the same.
  private struct Skipped {
    private(set) var call: CallPath
    private(set) var cause: CallPath
    private(set) var count = 1

    init(_ call: CallPath, because cause: CallPath) {
      self.call = call
      self.cause = cause
    }

    mutating func add(_ call: CallPath, because cause: CallPath) {
      count += 1
      if (call, cause) < (self.call, self.cause) { (self.call, self.cause) = (call, cause) }
    }
  }

  /// How many groups are shown whole, and how many further places of each.
  private static let shownGroups = 10
  private static let shownPlaces = 5

  private var groups: [Group] = []
  private var placeOfGroup: [String: Int] = [:]
  private var skipped: [Skipped] = []
  private var placeOfSkipped: [String: Int] = [:]
  private var failedCount = 0
  private var skippedCount = 0

  mutating func add(_ place: CallPath, _ error: any Error) {
    failedCount += 1
    let key = Self.headline(of: error, at: place)
    if let known = placeOfGroup[key] {
      groups[known].add(place, error)
    } else if groups.count < Self.shownGroups {
      placeOfGroup[key] = groups.count
      groups.append(Group(place, error))
    }
  }

  mutating func add(skipped call: CallPath, because cause: CallPath) {
    skippedCount += 1
    let key = call.name + " " + cause.name
    if let known = placeOfSkipped[key] {
      skipped[known].add(call, because: cause)
    } else {
      placeOfSkipped[key] = skipped.count
      skipped.append(Skipped(call, because: cause))
    }
  }

  var isEmpty: Bool { failedCount == 0 }

  /// What to tell the user; nil when nothing has failed.
  var error: (any Error)? {
    guard let first = groups.first else { return nil }
    if failedCount == 1, skippedCount == 0 { return first.error }
    let shown = groups.reduce(0) { $0 + $1.count }
    var lines = [failedCount == 1 ? "a call failed" : "\(failedCount) calls failed"]
    if skippedCount > 0 {
      lines[0] += skippedCount == 1 ? ", and one was not run" : ", and \(skippedCount) were not run"
    }
    for group in groups.sorted(by: { $0.places.lexicographicallyPrecedes($1.places) }) { lines += text(of: group) }
    if failedCount > shown { lines.append("\(failedCount - shown) more failed otherwise: run.log tells how") }
    lines += skipped.sorted { ($0.call, $0.cause) < ($1.call, $1.cause) }.map(text)
    return ExecutionError(.taskFailed, lines.joined(separator: "\n"))
  }

  private func text(of group: Group) -> [String] {
    var lines = "\(group.error)".split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if group.count > 1 {
      let named = group.places.dropFirst().map(\.description).joined(separator: ", ")
      let more = group.count - group.places.count
      lines.append("  the same way failed \(named)" + (more > 0 ? " and \(more) more" : ""))
    }
    return lines
  }

  private func text(of skipped: Skipped) -> String {
    let what = skipped.count > 1 ? "\(skipped.call.name) (\(skipped.count) times)" : "\(skipped.call)"
    return "not run: \(what), which needs \(skipped.count > 1 ? skipped.cause.name : skipped.cause.description)"
  }

  /// The first line of what is said, the same for every element of a scatter.
  private static func headline(of error: any Error, at place: CallPath) -> String {
    let line = "\(error)".prefix { $0 != "\n" }
    return place.name + " " + line.replacing(place.description, with: "")
  }
}
