import WorkflowModel

/// What has failed in a run, and what did not run for it, in groups: a wide scatter may fail at every element in the
/// same way. Its size does not grow with the scatter's width.
struct FailureLedger {
  /// Failures of one call that read alike.
  private struct Group {
    let first: any Error
    /// Where else it happened, as far as it is shown.
    var others: [CallPath] = []
    var count = 1
  }

  /// One call that did not run, or many of one name, for want of the same.
  private struct Skipped {
    let call: CallPath
    let cause: CallPath
    var count = 1
  }

  /// How many groups are shown whole, and how many places of each.
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
      groups[known].count += 1
      if groups[known].others.count < Self.shownPlaces { groups[known].others.append(place) }
    } else if groups.count < Self.shownGroups {
      placeOfGroup[key] = groups.count
      groups.append(Group(first: error))
    }
  }

  mutating func add(skipped call: CallPath, because cause: CallPath) {
    skippedCount += 1
    let key = call.name + " " + cause.name
    if let known = placeOfSkipped[key] {
      skipped[known].count += 1
    } else {
      placeOfSkipped[key] = skipped.count
      skipped.append(Skipped(call: call, cause: cause))
    }
  }

  var isEmpty: Bool { failedCount == 0 }

  /// What to tell the user; nil when nothing has failed.
  var error: (any Error)? {
    guard let first = groups.first else { return nil }
    if failedCount == 1, skippedCount == 0 { return first.first }
    let shown = groups.reduce(0) { $0 + $1.count }
    var lines = [failedCount == 1 ? "a call failed" : "\(failedCount) calls failed"]
    if skippedCount > 0 {
      lines[0] += skippedCount == 1 ? ", and one was not run" : ", and \(skippedCount) were not run"
    }
    for group in groups { lines += text(of: group) }
    if failedCount > shown { lines.append("\(failedCount - shown) more failed otherwise: run.log tells how") }
    lines += skipped.map(text)
    return ExecutionError(.taskFailed, lines.joined(separator: "\n"))
  }

  private func text(of group: Group) -> [String] {
    var lines = "\(group.first)".split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if group.count > 1 {
      let named = group.others.map(\.description).joined(separator: ", ")
      let more = group.count - 1 - group.others.count
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
