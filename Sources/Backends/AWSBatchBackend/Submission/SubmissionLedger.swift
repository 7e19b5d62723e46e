import Synchronization

/// Remembers what this process has submitted, so that it finds nothing but its own again.
final class SubmissionLedger: Sendable {
  /// The tag that tells a submission from all others.
  static let tag = "martlet:submission"

  private static let fewPlaces = 20

  /// Where jobs of this process may be found: a queue, and how their names begin.
  struct Place: Hashable, Sendable {
    let queue: String
    let names: String

    init(_ submission: JobSubmission) {
      queue = submission.queue
      // A name that is too long keeps no more of its beginning.
      names = String(submission.namePrefix.prefix(LegalName.keptBeginning))
    }
  }

  private struct State {
    var count = 0
    var places: Set<Place> = []
    var doubtful: Set<Place> = []
  }

  /// Begins every tag of this process.
  let head: String
  private let state = Mutex(State())

  init() {
    head = String(UInt64.random(in: .min ... .max), radix: 16)
  }

  func nextToken(at place: Place) -> String {
    state.withLock { state in
      state.count += 1
      state.places.insert(place)
      return "\(head)-\(state.count)"
    }
  }

  /// There may be a job that nobody knows.
  func answerWasLost(at place: Place) { state.withLock { _ = $0.doubtful.insert(place) } }

  var isDoubtful: Bool { state.withLock { !$0.doubtful.isEmpty } }

  /// Where to look for jobs that nobody knows: where there may be some; and everywhere, where that is not much. Jobs
  /// whose names the user gives have a place each.
  var placesToSweep: Set<Place> {
    state.withLock { $0.places.count <= Self.fewPlaces ? $0.places : $0.doubtful }
  }

  func isOurs(_ tags: [String: String]?) -> Bool { tags?[Self.tag]?.hasPrefix(head + "-") ?? false }
}
