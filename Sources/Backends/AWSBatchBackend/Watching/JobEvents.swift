import AWSClient
import AWSServices
import JSONText

/// Hears of state changes from an SQS queue that EventBridge fills, so that Batch need hardly be asked.
///
/// Several heads may share a queue. Each takes out what is about its own jobs; what is about others' it leaves, and it
/// shows again some seconds later. What nobody has taken for a quarter of an hour is old news, which whoever meets it
/// throws away. Nothing depends on a message: polling goes on beneath, at a slower pace.
actor JobEvents {
  /// Messages that were received together.
  struct Sorted: Hashable, Sendable {
    /// To be deleted, by their receipt handles: ours, old or about something else than jobs.
    var done: [String] = []
    /// Those of others.
    var foreign = 0
  }

  private let sqs: SQSClient
  private let place: String
  private let clock: any AWSClock
  private let poller: JobPoller
  private var loop: Task<Void, Never>?

  /// Seconds until a message that was left shows again, to us or to its owner.
  private static let visibility = 5
  private static let longestWait = 20
  /// Seconds.
  private static let oldNews = 900.0

  /// - Parameter place: the queue's URL or ARN.
  init(_ sqs: SQSClient, place: String, clock: any AWSClock, poller: JobPoller) {
    self.sqs = sqs
    self.place = place
    self.clock = clock
    self.poller = poller
  }

  /// Listens from now on.
  func start() {
    guard loop == nil else { return }
    loop = Task { await run() }
  }

  func shutdown() async {
    loop?.cancel()
    await loop?.value
  }

  private func run() async {
    do {
      let url = try await url()
      var isHeard = false
      while !Task.isCancelled {
        let messages = try await receive(url)
        if !isHeard { await poller.hears() }
        isHeard = true
        let sorted = await Self.sort(messages, at: clock.now()) { [poller] in await poller.take($0) }
        try await delete(sorted.done, url)
        // Others' messages would come again and again.
        if sorted.foreign > 0, sorted.done.isEmpty { try await clock.sleep(for: .seconds(Self.visibility)) }
      }
    } catch is CancellationError {
    } catch {
      await poller.hearsNoMore("cannot read Batch's events from \(place), so Batch is asked instead: \(error)")
    }
  }

  private func url() async throws -> String {
    guard place.hasPrefix("arn:") else { return place }
    let parts = place.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 6 else { return place }
    let request = GetQueueUrlRequest(queueName: String(parts[5]), queueOwnerAWSAccountId: String(parts[4]))
    return try await sqs.getQueueUrl(request).queueUrl ?? place
  }

  private func receive(_ url: String) async throws -> [Message] {
    try await sqs.receiveMessage(
      ReceiveMessageRequest(
        queueUrl: url, messageSystemAttributeNames: ["SentTimestamp"], maxNumberOfMessages: 10,
        visibilityTimeout: Self.visibility, waitTimeSeconds: Self.longestWait)
    ).messages ?? []
  }

  private func delete(_ handles: [String], _ url: String) async throws {
    guard !handles.isEmpty else { return }
    // What could not be deleted comes again, and says nothing new then.
    _ = try await sqs.deleteMessageBatch(
      DeleteMessageBatchRequest(
        queueUrl: url,
        entries: handles.enumerated().map { DeleteMessageBatchRequestEntry(id: String($0), receiptHandle: $1) }))
  }

  /// Tells what to do with messages.
  ///
  /// - Parameter take: takes what is said of jobs; tells which of them are ours.
  static func sort(
    _ messages: [Message], at now: UnixTime, take: @Sendable (_ jobs: [JobSnapshot]) async -> Set<String>
  ) async -> Sorted {
    let jobs = messages.map { $0.body.flatMap(Self.job) }
    let ours = await take(jobs.compactMap(\.self))
    var sorted = Sorted()
    for (message, job) in zip(messages, jobs) {
      guard let handle = message.receiptHandle else { continue }
      let sent = message.attributes?["SentTimestamp"].flatMap { Double($0) }.map { $0 / 1000 }
      let isOld = sent.map { now.seconds - $0 > Self.oldNews } ?? false
      if let job, !ours.contains(job.id), !isOld { sorted.foreign += 1 } else { sorted.done.append(handle) }
    }
    return sorted
  }

  /// The job of an event of EventBridge, whose detail has the shape of DescribeJobs; nil for anything else.
  private static func job(_ body: String) -> JobSnapshot? {
    guard let event = try? JSONParser.parse(Array(body.utf8)), event["source"] == "aws.batch",
      event["detail-type"] == "Batch Job State Change", let detail = event["detail"]
    else { return nil }
    return (try? JobDetail(json: detail)).map { JobSnapshot($0) }
  }
}
