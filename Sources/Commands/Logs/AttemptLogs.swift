import AWSBatchBackend
import AWSClient
import S3Storage
import WorkflowEngine
import WorkflowModel

/// Which of a task's streams is wanted.
enum LogStream: String, CaseIterable {
  case stdout, stderr
}

/// Brings what is new of the attempts of a run: of this machine from their folders, of AWS Batch from CloudWatch, or from
/// S3 where their logs are gone or one stream alone is wanted.
struct AttemptLogs {
  /// Lines of one attempt.
  struct News {
    let attempt: AttemptName
    let lines: [String]
  }

  let directory: RunDirectory
  /// Nil for both.
  let stream: LogStream?
  let tail: Int?
  let isFollowing: Bool
  let access: EnvironmentAccess

  private var files: [AttemptName: [FileTail]] = [:]
  /// By environment, and region where that is not the environment's.
  private var jobs: [String: JobLogFollower] = [:]
  private var attempts: [String: RunAttempts.Attempt] = [:]
  private var done: Set<AttemptName> = []

  /// A kept stream longer than this is not shown, in bytes.
  private static let longest = 256 << 20

  init(_ directory: RunDirectory, stream: LogStream?, tail: Int?, isFollowing: Bool, access: EnvironmentAccess) {
    self.directory = directory
    self.stream = stream
    self.tail = tail
    self.isFollowing = isFollowing
    self.access = access
  }

  /// Whether nothing more is to be expected of the attempts that were ever asked for.
  var isOver: Bool { files.isEmpty && jobs.values.allSatisfy(\.isEmpty) }

  /// Whether there are jobs of which more may be said, whether or not a process watches them.
  var followsJobs: Bool { jobs.values.contains { !$0.isEmpty } }

  /// Whether there ever were.
  var hasFollowedJobs: Bool { !jobs.isEmpty }

  private static func isOnBatch(_ attempt: RunAttempts.Attempt) -> Bool {
    attempt.handle?.backend == "aws-batch" || isKeptElsewhere(attempt)
  }

  /// Whether another run made it, in S3.
  private static func isKeptElsewhere(_ attempt: RunAttempts.Attempt) -> Bool {
    attempt.environment == nil && attempt.files?.stdout.isLocal == false
  }

  /// What is new of files on this machine.
  mutating func fileNews(_ wanted: [RunAttempts.Attempt]) -> [News] {
    var news: [News] = []
    for attempt in wanted where !done.contains(attempt.name) {
      // An attempt without a handle may still turn out to be a job.
      if Self.isOnBatch(attempt) {
        files[attempt.name] = nil
        continue
      }
      var tails = files[attempt.name] ?? begin(attempt)
      for place in tails.indices {
        while true {
          let lines = tails[place].lines(isOver: attempt.hasEnded)
          if lines.isEmpty { break }
          news.append(News(attempt: attempt.name, lines: lines))
        }
      }
      files[attempt.name] = attempt.hasEnded ? nil : tails
      if attempt.hasEnded { done.insert(attempt.name) }
    }
    return news
  }

  private func begin(_ attempt: RunAttempts.Attempt) -> [FileTail] {
    let own = directory.place.attemptFolder(attempt.name.call, attempt.name.number)
    let folder = attempt.environment == nil ? attempt.files?.stdout.parent.location ?? own : own
    return streams.map {
      var file = FileTail(folder + "/" + $0.rawValue)
      if let tail { file.skip(toLast: tail) }
      return file
    }
  }

  private var streams: [LogStream] { LogStream.allCases.filter { stream == nil || stream == $0 } }

  /// What is new of jobs.
  mutating func jobNews(_ wanted: [RunAttempts.Attempt]) async throws -> [News] {
    var news: [News] = []
    for attempt in wanted where !done.contains(attempt.name) && Self.isOnBatch(attempt) {
      if Self.isKeptElsewhere(attempt) {
        done.insert(attempt.name)
        news += try await kept(attempt, streams)
        continue
      }
      guard let job = attempt.handle.map({ RegionalJob($0.identifier) }), let environment = attempt.environment
      else { continue }
      if attempt.hasEnded, let stream, attempt.files != nil {
        done.insert(attempt.name)
        news += try await kept(attempt, [stream])
      } else {
        attempts[job.id] = attempt
        let place = RegionalJob(region: job.region, id: environment).text
        if jobs[place] == nil {
          jobs[place] = JobLogFollower(try await access.aws(of: environment).inRegion(job.region))
        }
        jobs[place]?.add(job.id)
      }
    }
    for (place, follower) in jobs {
      var follower = follower
      for job in try await follower.round(tail: tail, settles: isFollowing) {
        guard let attempt = attempts[job.job] else { continue }
        if !job.lines.isEmpty { news.append(News(attempt: attempt.name, lines: job.lines)) }
        guard job.isOver else { continue }
        done.insert(attempt.name)
        if !job.hadLog { news += try await kept(attempt, LogStream.allCases) }
      }
      jobs[place] = follower
    }
    return news
  }

  /// What an attempt left in S3.
  private func kept(_ attempt: RunAttempts.Attempt, _ streams: [LogStream]) async throws -> [News] {
    guard let files = attempt.files else { return [] }
    var news: [News] = []
    for stream in streams {
      news.append(News(attempt: attempt.name, lines: try await lines(of: files, stream, attempt.environment)))
    }
    return news
  }

  private func lines(of kept: TaskFiles, _ stream: LogStream, _ environment: String?) async throws -> [String] {
    let storage = S3Storage(try await access.aws(of: environment))
    let file = stream == .stdout ? kept.stdout : kept.stderr
    guard let entry = try await storage.look(at: file) else { return [] }
    guard entry.size <= Self.longest else {
      throw ExecutionError(
        .unsupported, "\(file.location) is too long to be shown: \(entry.size) bytes", help: "copy it: aws s3 cp")
    }
    var lines = try await storage.read(file, limit: Self.longest).split(
      separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return (tail.map { lines.suffix($0) } ?? lines[...]).map { String(decoding: $0, as: UTF8.self) }
  }
}
