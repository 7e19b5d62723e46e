package import AWSClient
import AWSServices
import S3Storage
import WorkflowModel

/// Reads what the containers of jobs say, from CloudWatch, while they run and afterwards.
///
/// Each ``round(showing:)`` asks Batch about the jobs that have not ended, by the page, and takes what is new from the log
/// of each. A job that Batch tried several times has several logs, one after the other.
package struct JobLogFollower: Sendable {
  /// What is new of one job.
  package struct News: Hashable, Sendable {
    package let job: String
    package var lines: [String] = []
    /// The job has ended and its log has been read to the end, or Batch does not know it any more.
    package var isOver = false
    /// Whether there was ever a log to read.
    package var hadLog = false
  }

  private struct Followed {
    var logs: [LogPlace] = []
    /// By log: where to go on. Absent: not begun.
    var tokens: [LogPlace: String] = [:]
    var hasEnded = false
    /// Rounds since the end that brought nothing.
    var quietRounds = 0
  }

  /// CloudWatch shows lines some seconds after they were written: so many rounds without any are the end.
  private static let quietEnd = 2
  /// Source: DescribeJobs takes up to 100 ids.
  private static let pageSize = 100
  /// Logs that are read at a time.
  private static let width = 8

  private let configuration: AWSConfiguration
  private let batch: BatchClient
  private var jobs: [String: Followed] = [:]
  private var order: [String] = []

  package init(_ configuration: AWSConfiguration) {
    self.configuration = configuration
    batch = BatchClient(configuration)
  }

  package var isEmpty: Bool { order.isEmpty }

  /// Begins to follow a job.
  package mutating func add(_ id: String) {
    guard jobs[id] == nil else { return }
    jobs[id] = Followed()
    order.append(id)
  }

  /// What is new of each job, in the order in which they were added. Jobs that are over are followed no longer.
  ///
  /// - Parameter tail: of a log that has not been begun only the last so many lines; nil for all.
  /// - Parameter settles: whether the log of a job that has ended is read again until it brings nothing new.
  /// - Throws: ``ExecutionError``.
  package mutating func round(tail: Int?, settles: Bool) async throws -> [News] {
    do {
      return try await news(tail: tail, settles: settles)
    } catch {
      throw ExecutionError.from(error, while: "cannot read the logs of jobs")
    }
  }

  private mutating func news(tail: Int?, settles: Bool) async throws -> [News] {
    try await describe()
    var news: [News] = []
    for start in stride(from: 0, to: order.count, by: Self.width) {
      let slice = order[start..<min(start + Self.width, order.count)]
      news += try await read(Array(slice), tail: tail)
    }
    for place in news.indices where settles && news[place].isOver { news[place].isOver = isQuiet(news[place]) }
    for item in news where item.isOver { jobs[item.job] = nil }
    order.removeAll { jobs[$0] == nil }
    return news
  }

  private mutating func isQuiet(_ news: News) -> Bool {
    let quiet = news.lines.isEmpty ? (jobs[news.job]?.quietRounds ?? 0) + 1 : 0
    jobs[news.job]?.quietRounds = quiet
    return quiet >= Self.quietEnd
  }

  // MARK: Which logs there are

  private mutating func describe() async throws {
    let open = order.filter { jobs[$0]?.hasEnded == false }
    for start in stride(from: 0, to: open.count, by: Self.pageSize) {
      let ids = Array(open[start..<min(start + Self.pageSize, open.count)])
      let details = try await batch.describeJobs(DescribeJobsRequest(jobs: ids)).jobs ?? []
      for detail in details { take(detail) }
      let known = Set(details.map(\.jobId))
      for id in ids where !known.contains(id) { jobs[id]?.hasEnded = true }
    }
  }

  private mutating func take(_ detail: JobDetail) {
    guard var job = jobs[detail.jobId] else { return }
    let container = detail.taskContainer
    let streams = (detail.attempts ?? []).map { $0.taskContainer?.logStream } + [container?.logStream]
    for stream in streams.compactMap(\.self) where !job.logs.contains(where: { $0.stream == stream }) {
      job.logs.append(LogPlace(stream: stream, container?.logConfiguration))
    }
    job.hasEnded = detail.status == "SUCCEEDED" || detail.status == "FAILED"
    jobs[detail.jobId] = job
  }

  // MARK: What is in them

  private mutating func read(_ ids: [String], tail: Int?) async throws -> [News] {
    let parts = try await withThrowingTaskGroup(of: (Int, News, [LogPlace: String]).self) { group in
      for (place, id) in ids.enumerated() {
        guard let job = jobs[id] else { continue }
        group.addTask { [self] in
          var (news, tokens) = (News(job: id, isOver: job.hasEnded, hadLog: !job.tokens.isEmpty), job.tokens)
          for log in job.logs {
            guard let (lines, token) = try await newLines(of: log, from: tokens[log], tail: tail) else { continue }
            news.lines += lines
            news.hadLog = true
            tokens[log] = token
          }
          return (place, news, tokens)
        }
      }
      var parts: [(Int, News, [LogPlace: String])] = []
      for try await part in group { parts.append(part) }
      return parts.sorted { $0.0 < $1.0 }
    }
    for (_, news, tokens) in parts { jobs[news.job]?.tokens = tokens }
    return parts.map(\.1)
  }

  /// The pages from a token to the end of what is there now, which the service tells by naming the same token again; nil
  /// while there is no log.
  private func newLines(
    of log: LogPlace, from token: String?, tail: Int?
  ) async throws -> (lines: [String], token: String?)? {
    var configuration = configuration
    if let region = log.region { configuration.region = region }
    let client = LogsClient(configuration)
    var request = GetLogEventsRequest(
      logGroupName: log.group, logStreamName: log.stream, nextToken: token, startFromHead: true)
    if token == nil, let tail {
      request.startFromHead = false
      request.limit = min(max(tail, 1), 10_000)
    }
    var lines: [String] = []
    while true {
      let page: GetLogEventsResponse
      do {
        page = try await client.getLogEvents(request)
      } catch let error as AWSError where error.code == "ResourceNotFoundException" {
        return nil
      }
      lines += (page.events ?? []).compactMap(\.message)
      guard let next = page.nextForwardToken, next != request.nextToken else { return (lines, request.nextToken) }
      request.nextToken = next
      request.limit = nil
      request.startFromHead = true
    }
  }
}
