package import AWSClient
import AWSServices
package import JSONText
import S3Storage
import WorkflowModel

/// Why a job is where it is, whatever state it is in.
package struct JobExplanation: Sendable {
  package let id: String
  package let name: String
  package let status: String
  package let queue: String
  /// What it means, in a sentence without a full stop.
  package let summary: String
  /// Of a job that has failed: what to do.
  package let advice: String?
  /// Of a job that waits for its turn.
  package let runnable: RunnableExplanation?

  /// - Throws: ``ExecutionError`` (`notFound`) when Batch does not know the job.
  package static func explain(_ id: String, _ configuration: AWSConfiguration) async throws -> JobExplanation {
    do {
      let inquiry = RunnableInquiry(configuration)
      guard let job = try await inquiry.details(of: [id]).first else {
        throw ExecutionError(
          .notFound, "AWS Batch in \(configuration.region) knows no job \(id)",
          help: "check the id and the environment; Batch forgets jobs some days after they ended")
      }
      return try await explain(job, inquiry, configuration.clock.now())
    } catch {
      throw ExecutionError.from(error, while: "cannot explain the job \(id)")
    }
  }

  private init(_ job: JobDetail, _ summary: String, advice: String? = nil, runnable: RunnableExplanation? = nil) {
    id = job.jobId
    name = job.jobName
    status = job.status
    queue = job.jobQueue.jobID
    self.summary = summary
    self.advice = advice
    self.runnable = runnable
  }

  private static func explain(
    _ job: JobDetail, _ inquiry: RunnableInquiry, _ now: UnixTime
  ) async throws -> JobExplanation {
    let reason = job.statusReason.map { ": \($0)" } ?? ""
    if let counts = job.arrayProperties?.statusSummary, job.status != "FAILED", job.status != "SUCCEEDED" {
      return try await explain(array: job, counts, inquiry)
    }
    switch job.status {
    case "RUNNABLE":
      let waited =
        RunnableFacts.Job(job, now: now).waited.map { ", \(ShortTime.text($0)) after it was submitted" } ?? ""
      let facts = inquiry.facts(of: job, try await inquiry.queueFacts(job.jobQueue))
      return JobExplanation(job, "it waits for a place" + waited, runnable: RunnableExplanation(facts))
    case "SUBMITTED": return JobExplanation(job, "Batch has taken it and looks at it\(reason)")
    case "PENDING":
      let others = (job.dependsOn ?? []).compactMap(\.jobId)
      let what = others.isEmpty ? "it waits for the jobs that it depends on" : "it waits for the end of"
      return JobExplanation(job, "\(what) \(others.joined(separator: ", "))".withoutOuterSpace + reason)
    case "STARTING": return JobExplanation(job, "it has a place; its image is pulled and its container starts\(reason)")
    case "RUNNING":
      let since = job.startedAt.map { now.seconds - Double($0) / 1000 }
      return JobExplanation(job, "it runs" + (since.map { ", for \(ShortTime.text(.seconds(max(0, $0))))" } ?? ""))
    default: return ended(job)
    }
  }

  private static func explain(
    array job: JobDetail, _ counts: [String: Int], _ inquiry: RunnableInquiry
  ) async throws -> JobExplanation {
    let states = ["SUBMITTED", "PENDING", "RUNNABLE", "STARTING", "RUNNING", "SUCCEEDED", "FAILED"]
    let shown = states.compactMap { state in counts[state].flatMap { $0 > 0 ? "\($0) \(state)" : nil } }
    let summary = "its children: " + shown.joined(separator: ", ")
    guard counts["RUNNABLE"] ?? 0 > 0, let child = try await inquiry.runnableChild(of: job.jobId) else {
      return JobExplanation(job, summary)
    }
    let facts = inquiry.facts(of: child, try await inquiry.queueFacts(child.jobQueue))
    return JobExplanation(
      job, summary + "; of those that wait, \(child.jobId) is explained", runnable: RunnableExplanation(facts))
  }

  private static func ended(_ job: JobDetail) -> JobExplanation {
    guard job.status == "FAILED" else { return JobExplanation(job, "it ended well") }
    switch JobOutcome(JobSnapshot(job), result: nil, successStatuses: [0]) {
    case .exited(let status): return JobExplanation(job, "its container ended with exit code \(status)")
    case .lost(let reason):
      return JobExplanation(job, "its instance was lost: \(reason)", advice: "run it again; martlet does so by itself")
    case .failed(let failure):
      return JobExplanation(job, "\(failure.cause.rawValue): \(failure.reason)", advice: failure.advice)
    }
  }

  package var json: JSONValue {
    var members: JSONObject = [
      "job": .string(id), "name": .string(name), "status": .string(status), "queue": .string(queue),
      "summary": .string(summary),
    ]
    if let advice { members["advice"] = .string(advice) }
    if let runnable { for (name, value) in runnable.json.object ?? JSONObject() { members[name] = value } }
    return .object(members)
  }

  /// For a person: a paragraph for each cause, the surest first.
  package var text: String {
    var lines = ["\(id) (\(name)) in \(queue) is \(status): \(summary)"]
    if let advice { lines.append("  help: \(advice)") }
    for (number, cause) in (runnable?.causes ?? []).enumerated() {
      lines.append("\n\(number + 1). \(cause.certainty.rawValue): \(cause.text)\n   help: \(cause.advice)")
    }
    if let unasked = runnable?.unasked, !unasked.isEmpty {
      lines.append("\nwhat could not be asked: " + unasked.joined(separator: ", "))
    }
    return lines.joined(separator: "\n")
  }
}

/// Times in the largest unit that fits: `45 s`, `12 min`, `3 h`.
enum ShortTime {
  static func text(_ duration: Duration) -> String {
    switch duration.components.seconds {
    case let seconds where seconds < 120: "\(seconds) s"
    case let seconds where seconds < 7200: "\(seconds / 60) min"
    case let seconds: "\(seconds / 3600) h"
    }
  }
}
