import AWSClient
import AWSServices

/// The logs of containers in CloudWatch.
struct JobLogs: Sendable {
  private let configuration: AWSConfiguration

  private static let shownLines = 20

  init(_ configuration: AWSConfiguration) { self.configuration = configuration }

  /// The log's last lines, ready to be put behind a reason; nil when there are none or they cannot be had, since the
  /// reason itself matters more.
  func tail(of log: LogPlace?) async -> String? {
    guard let log else { return nil }
    var configuration = configuration
    if let region = log.region { configuration.region = region }
    let request = GetLogEventsRequest(
      logGroupName: log.group, logStreamName: log.stream, limit: Self.shownLines, startFromHead: false)
    let answer = try? await LogsClient(configuration).getLogEvents(request)
    let lines = answer?.events?.compactMap(\.message) ?? []
    return lines.isEmpty ? nil : "\n  the end of the container's log:" + lines.map { "\n    " + $0 }.joined()
  }
}
