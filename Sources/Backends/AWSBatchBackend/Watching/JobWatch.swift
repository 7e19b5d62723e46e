/// Decides which jobs to ask Batch about, and what its answers mean.
///
/// Jobs are asked for by the page, oldest first: they start roughly in that order, so a whole page without a started
/// job ends the round. Every ``fullRoundEvery``th round goes to the end, so that nothing is overlooked for long.
struct JobWatch: Sendable {
  enum Event: Hashable, Sendable {
    case waiting(reason: String?)
    case running
    case ended(JobSnapshot)
    /// Batch has not known the job several times in a row.
    case vanished
    /// Something that the user should know of the watch itself.
    case note(String)
  }

  /// Source: DescribeJobs takes up to 100 ids.
  static let pageSize = 100
  static let fullRoundEvery = 6
  /// Batch may not know a job for a moment after SubmitJob.
  static let missLimit = 5

  private struct Record {
    var lastEvent: Event?
    var misses = 0
    /// Asked for in every round: its end is being waited for.
    var isUrgent = false
  }

  private var records: [String: Record] = [:]
  /// Oldest first; ids that have ended are dropped when a round starts.
  private var order: [String] = []
  /// The same ids.
  private var ordered: Set<String> = []
  private var rounds = 0
  private var place = 0
  private var isFullRound = false
  private var hasStopped = false

  var isEmpty: Bool { records.isEmpty }
  var count: Int { records.count }

  /// Watches a job; one that is watched already is told of again from the beginning.
  mutating func add(_ id: String) {
    records[id, default: Record()].lastEvent = nil
    if ordered.insert(id).inserted { order.append(id) }
  }

  mutating func remove(_ id: String) { records[id] = nil }

  func contains(_ id: String) -> Bool { records[id] != nil }

  /// Asks for the job in every round from now on.
  mutating func hurry(_ id: String) { records[id]?.isUrgent = true }

  mutating func startRound() {
    order.removeAll { records[$0] == nil && ordered.remove($0) != nil }
    let urgent = order.filter { records[$0]?.isUrgent == true }
    if !urgent.isEmpty, urgent.count < order.count {
      order = urgent + order.filter { records[$0]?.isUrgent == false }
    }
    rounds += 1
    isFullRound = rounds % Self.fullRoundEvery == 1 || !urgent.isEmpty
    place = 0
    hasStopped = false
  }

  /// The next ids to ask for; nil when the round has ended.
  mutating func nextPage() -> [String]? {
    guard !hasStopped, place < order.count else { return nil }
    let page = Array(order[place..<min(place + Self.pageSize, order.count)])
    place += page.count
    return page
  }

  /// Takes Batch's answer to a page.
  ///
  /// - Returns: what is new, in the order of the page. A job whose end is told is watched no longer.
  mutating func take(_ snapshots: [JobSnapshot], for page: [String]) -> [(id: String, event: Event)] {
    let answers = Dictionary(snapshots.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    var news: [(id: String, event: Event)] = []
    for id in page {
      guard let event = event(of: id, answers[id]) else { continue }
      news.append((id, event))
      switch event {
      case .ended, .vanished: records[id] = nil
      case .waiting, .running, .note: records[id]?.lastEvent = event
      }
    }
    if !isFullRound, page.allSatisfy({ answers[$0]?.isWaiting ?? false }) { hasStopped = true }
    return news
  }

  private mutating func event(of id: String, _ snapshot: JobSnapshot?) -> Event? {
    guard var record = records[id] else { return nil }
    guard let snapshot else {
      record.misses += 1
      records[id] = record
      return record.misses >= Self.missLimit ? .vanished : nil
    }
    record.misses = 0
    records[id] = record
    let event: Event
    switch snapshot.status {
    case .succeeded, .failed: return .ended(snapshot)
    case .running: event = .running
    case .submitted, .pending, .runnable, .starting:
      event = .waiting(reason: snapshot.statusReason)
    }
    return event == record.lastEvent ? nil : event
  }
}
