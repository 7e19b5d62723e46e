import AWSBatchBackend
import WorkflowEngine
import WorkflowModel

/// What the head of a detached run says, from CloudWatch.
struct HeadLogs {
  private let found: FoundRun
  private let tail: Int?
  private let isFollowing: Bool

  private static let pause = Duration.seconds(2)

  init(_ found: FoundRun, tail: Int?, isFollowing: Bool) {
    self.found = found
    self.tail = tail
    self.isFollowing = isFollowing
  }

  /// - Throws: ``ExecutionError``, for a run that is not detached, too.
  func show() async throws {
    guard let head = found.head else {
      throw ExecutionError(
        .configuration, "the run \(found.directory.place.name) is not detached, and so has no head's job",
        help: "what its tasks say: leave --head out")
    }
    var follower = JobLogFollower(try await found.access.aws(of: head.environment))
    follower.add(head.job)
    while true {
      for news in try await follower.round(tail: tail, settles: isFollowing) where !news.lines.isEmpty {
        Terminal.result(Terminal.visible(news.lines.joined(separator: "\n")))
      }
      if !isFollowing || follower.isEmpty { return }
      try await Task.sleep(for: Self.pause)
    }
  }
}
