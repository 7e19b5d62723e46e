import AWSServices

/// The logs of containers in CloudWatch.
struct JobLogs: Sendable {
  private let logs: LogsClient
  private let group: String

  /// Where Batch's containers write unless they are told otherwise.
  private static let defaultGroup = "/aws/batch/job"
  private static let shownLines = 20

  init(_ logs: LogsClient, group: String?) {
    self.logs = logs
    self.group = group ?? Self.defaultGroup
  }

  /// The log's last lines, ready to be put behind a reason; nil when there are none or they cannot be had, since the
  /// reason itself matters more.
  func tail(of stream: String?) async -> String? {
    guard let stream else { return nil }
    let request = GetLogEventsRequest(
      logGroupName: group, logStreamName: stream, limit: Self.shownLines, startFromHead: false)
    let lines = (try? await logs.getLogEvents(request).events)?.compactMap(\.message) ?? []
    return lines.isEmpty ? nil : "\n  the end of the container's log:" + lines.map { "\n    " + $0 }.joined()
  }
}
