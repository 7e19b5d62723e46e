import AWSClient
import AWSServices
import WorkflowModel

/// The SQS queue of `events`.
struct EventsCheck: DoctorCheck {
  static let there = FindingKind(
    "doctor.events", "the queue of events is there",
    "martlet listens to it. Whether an EventBridge rule writes to it cannot be seen from here.")
  static let missing = FindingKind(
    "doctor.no-events", "there is no such queue of events",
    "Runs work all the same: without the queue martlet asks Batch every `pollInterval`.")

  static let kinds = [there, missing]

  func findings(_ site: DoctorSite) async throws -> [Finding] {
    guard let place = site.environment.flow.events else { return [] }
    let subject = "queue of events \(place)"
    guard let (name, account) = Self.queue(place) else {
      return [Finding(Self.missing, .warning, subject, "is no address of a queue of SQS")]
    }
    do {
      let request = GetQueueUrlRequest(queueName: name, queueOwnerAWSAccountId: account)
      _ = try await SQSClient(site.configuration).getQueueUrl(request)
      return [Finding(Self.there, .ok, subject, "is there")]
    } catch let error as AWSError
      where error.code.map({ $0.contains("NonExistentQueue") || $0 == "QueueDoesNotExist" }) ?? false
    {
      return [
        Finding(
          Self.missing, .warning, subject, "there is no such queue in \(site.region): Batch is asked instead",
          fix: "make it (aws sqs create-queue --queue-name \(name)), or correct "
            + "`\(site.environment.place(of: "events"))`")
      ]
    }
  }

  /// Of an ARN, or of a URL: `https://sqs.region.amazonaws.com/account/name`.
  static func queue(_ place: String) -> (name: String, account: String?)? {
    let parts = place.split(separator: place.hasPrefix("arn:") ? ":" : "/").map(String.init)
    guard parts.count >= 3, let name = parts.last else { return nil }
    let account = parts[parts.count - 2]
    return (name, account.count == 12 && account.allSatisfy(\.isNumber) ? account : nil)
  }
}
