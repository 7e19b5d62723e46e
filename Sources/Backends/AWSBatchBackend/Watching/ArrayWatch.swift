import AWSClient

/// Decides what to ask Batch about the children of one array, and what its answers mean.
///
/// The parent's summary, which comes with every round, counts the children by state. Only when the counts tell that
/// children have ended that are not known yet is Batch asked which, by whichever question takes the fewest pages: the
/// list of those that succeeded and of those that failed, or the children themselves in the order of their indices, in
/// which they roughly start. When all have ended the smaller of the two lists says which the others are; when all
/// succeeded there is nothing to ask. Questions that tell little wait until they have got cheaper.
struct ArrayWatch: Sendable {
  typealias Status = JobSnapshot.Status

  enum Question: Hashable, Sendable {
    /// All pages of the children in this state.
    case list(Status)
    /// Everything about these children, at most ``JobWatch/pageSize`` of them.
    case describe([Int])
  }

  let parent: String
  /// The children whose end is still to be told.
  private(set) var watched: Set<Int> = []
  /// Those that are known to have ended, told or not, watched or not.
  private var ended: [Int: Status] = [:]
  /// Failed, and the reason is still to be asked for.
  private var unexplained: [Int: JobSnapshot] = [:]
  private var running: Set<Int> = []
  private var latest: JobSnapshot?
  private var askedAt: UnixTime?
  private var listedRunningAt: UnixTime?
  /// Rounds in which the parent had ended and a child was nowhere to be found.
  private var misses = 0
  private var toldReason: String?

  /// A question of one page is worth a child that has ended; one of many pages this many children a page.
  private static let worth = 25
  /// Seconds after which a question is asked however little it tells, for each of its pages.
  private static let patience = 1.0
  private static let patienceForRunning = 10.0

  init(parent: String) { self.parent = parent }

  var size: Int? { latest?.children?.size }

  mutating func watch(_ index: Int) {
    watched.insert(index)
    // Its end is to be told again.
    ended[index] = nil
  }

  mutating func forget(_ index: Int) { watched.remove(index) }

  /// Whether nothing is left of the array beside these children.
  ///
  /// - Parameter known: the array's size as whoever submitted it knows it.
  func isWhole(_ indices: Set<Int>, size known: Int?) -> Bool {
    guard let size = known ?? size else { return false }
    return indices.count + ended.keys.count { !indices.contains($0) } >= size
  }

  // MARK: Questions

  /// Takes what Batch says of the parent.
  ///
  /// - Returns: what is clear already, and what to ask.
  mutating func take(
    _ parent: JobSnapshot, at now: UnixTime
  ) -> (events: [(index: Int, event: JobWatch.Event)], questions: [Question]) {
    latest = parent
    guard !watched.isEmpty else { return ([], []) }
    guard let children = parent.children else { return parent.hasEnded ? (endAll(parent), []) : ([], []) }
    var events = reasonEvents(parent)
    if children.count(.succeeded) == children.size { return (complement(.succeeded, among: watched), []) }
    if children.count(.submitted, .pending, .runnable, .starting) == 0 { events += nowRunning(Array(watched)) }
    return (events, questions(children, isOver: parent.hasEnded, at: now))
  }

  private mutating func questions(
    _ children: JobSnapshot.Children, isOver: Bool, at now: UnixTime
  ) -> [Question] {
    let (succeeded, failed) = (children.count(.succeeded), children.count(.failed))
    let knownSucceeded = ended.values.count { $0 == .succeeded }
    let knownFailed = ended.count - knownSucceeded
    let news = succeeded + failed - ended.count
    guard news > 0 || isOver else { return runningQuestion(children, at: now) }
    let haveAllEnded = succeeded + failed >= children.size
    var lists: [Status] = []
    if failed > knownFailed, !haveAllEnded || failed <= succeeded { lists.append(.failed) }
    if succeeded > knownSucceeded, !haveAllEnded || succeeded < failed { lists.append(.succeeded) }
    // Counts and lists may disagree for a moment: the children themselves are right.
    if lists.isEmpty || isOver && misses > 0 { return describe(watched) }
    let cost = lists.reduce(0) { $0 + Self.pages(children.count($1)) }
    let price = min(cost, Self.pages(watched.count))
    let waited = askedAt.map { now - $0 } ?? .infinity
    guard haveAllEnded || news >= Self.worth * (price - 1) || waited >= Double(price) * Self.patience else { return [] }
    askedAt = now
    return Self.pages(watched.count) < cost ? describe(watched) : lists.map { .list($0) }
  }

  private mutating func runningQuestion(_ children: JobSnapshot.Children, at now: UnixTime) -> [Question] {
    let count = children.count(.running)
    guard count > running.count else { return [] }
    let waited = listedRunningAt.map { now - $0 } ?? .infinity
    guard waited >= Double(Self.pages(count)) * Self.patienceForRunning else { return [] }
    listedRunningAt = now
    return [.list(.running)]
  }

  private func describe(_ indices: some Collection<Int>) -> [Question] {
    let indices = indices.sorted()
    return stride(from: 0, to: indices.count, by: JobWatch.pageSize).map {
      .describe(Array(indices[$0..<min($0 + JobWatch.pageSize, indices.count)]))
    }
  }

  private static func pages(_ count: Int) -> Int { max(1, (count + JobWatch.pageSize - 1) / JobWatch.pageSize) }

  /// Whether a question that was asked for is still open: answers to those before it may have told everything.
  func isWorthAsking(_ question: Question) -> Bool {
    guard case .describe(let indices) = question else { return true }
    guard indices.contains(where: { watched.contains($0) }) else { return false }
    guard let latest, let children = latest.children, !latest.hasEnded else { return true }
    return !unexplained.isEmpty || children.count(.succeeded, .failed) > ended.count
  }

  /// The children of which the reason of their failure is to be asked for.
  var questionsOfFailed: [Question] { describe(unexplained.keys.filter { watched.contains($0) }) }

  // MARK: Answers

  /// Takes the answer to a question.
  mutating func take(_ children: [JobSnapshot], to question: Question) -> [(index: Int, event: JobWatch.Event)] {
    var events: [(index: Int, event: JobWatch.Event)] = []
    for child in children {
      guard let index = JobIdentifier(child.id).index else { continue }
      switch (child.status, question) {
      case (.failed, .list):
        // The list does not say everything.
        if ended.updateValue(.failed, forKey: index) == nil { unexplained[index] = child }
      case (.succeeded, _), (.failed, .describe):
        ended[index] = child.status
        unexplained[index] = nil
        if watched.remove(index) != nil { events.append((index, .ended(child))) }
      case (.running, _): events += nowRunning([index])
      case (.submitted, _), (.pending, _), (.runnable, _), (.starting, _): break
      }
    }
    return events
  }

  /// What follows from the lists: when all have ended, and either list is complete, the others are in the other one.
  mutating func settle() -> [(index: Int, event: JobWatch.Event)] {
    guard let latest, let children = latest.children, !watched.isEmpty,
      children.count(.succeeded, .failed) >= children.size
    else { return [] }
    let knownSucceeded = ended.values.count { $0 == .succeeded }
    if ended.count - knownSucceeded == children.count(.failed) {
      return complement(.succeeded, among: watched.filter { unexplained[$0] == nil })
    }
    if knownSucceeded == children.count(.succeeded) {
      for index in watched where unexplained[index] == nil {
        unexplained[index] = failed(index, latest)
        ended[index] = .failed
      }
    }
    return []
  }

  /// What remains to be said when a round's questions have been answered.
  mutating func finishRound() -> [(index: Int, event: JobWatch.Event)] {
    // Batch did not tell more of these just now: what its list said will have to do.
    let events = unexplained.filter { watched.remove($0.key) != nil }.sorted { $0.key < $1.key }
      .map { (index: $0.key, event: JobWatch.Event.ended($0.value)) }
    unexplained = [:]
    guard let latest, latest.hasEnded, !watched.isEmpty else { return events }
    misses += 1
    return misses >= JobWatch.missLimit ? events + endAll(latest) : events
  }

  private mutating func complement(
    _ status: Status, among children: Set<Int>
  ) -> [(index: Int, event: JobWatch.Event)] {
    let indices = children.sorted()
    watched.subtract(children)
    for index in indices { ended[index] = status }
    return indices.map { (index: $0, event: .ended(JobSnapshot(id: identifier($0), status: status))) }
  }

  /// The parent has ended, and nothing is known of its children.
  private mutating func endAll(_ parent: JobSnapshot) -> [(index: Int, event: JobWatch.Event)] {
    let indices = watched.sorted()
    watched = []
    return indices.map { (index: $0, event: .ended(failed($0, parent))) }
  }

  private func failed(_ index: Int, _ parent: JobSnapshot) -> JobSnapshot {
    var child = JobSnapshot(id: identifier(index), status: .failed)
    child.statusReason = parent.statusReason
    child.wasStopped = parent.wasStopped
    return child
  }

  /// Batch no longer knows the array.
  mutating func vanish() -> [(index: Int, event: JobWatch.Event)] {
    let indices = watched.sorted()
    watched = []
    return indices.map { ($0, .vanished) }
  }

  private mutating func nowRunning(_ indices: [Int]) -> [(index: Int, event: JobWatch.Event)] {
    indices.filter { watched.contains($0) && running.insert($0).inserted }.sorted().map { ($0, .running) }
  }

  /// The parent's words on why its children wait.
  private mutating func reasonEvents(_ parent: JobSnapshot) -> [(index: Int, event: JobWatch.Event)] {
    guard let reason = parent.statusReason, parent.isWaiting, reason != toldReason else { return [] }
    toldReason = reason
    return watched.sorted().map { ($0, .waiting(reason: reason)) }
  }

  private func identifier(_ index: Int) -> String { JobIdentifier(parent: parent, index: index).text }
}
