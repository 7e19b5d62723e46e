import AWSServices

/// The logs of containers in CloudWatch.
struct JobLogs: Sendable {
  private let logs: CloudWatchLogsClient
  private let group: String

  /// Where Batch's containers write unless they are told otherwise.
  private static let defaultGroup = "/aws/batch/job"
  private static let shownLines = 20

  init(_ logs: CloudWatchLogsClient, group: String?) {
    self.logs = logs
    self.group = group ?? Self.defaultGroup
  }

  /// The log's last lines, ready to be put behind a reason; nil when there are none or they cannot be had, since the
  /// reason itself matters more.
  func tail(of stream: String?) async -> String? {
    guard let stream else { return nil }
    let request = GetLogEventsRequest(
      logGroupName: group, logStreamName: stream, limit: Self.shownLines, startFromHead: false)
    guard let events = try? await logs.getLogEvents(request).events, !events.isEmpty else { return nil }
    return "\n  the end of the container's log:" + events.map { "\n    " + $0.message }.joined()
  }
}
