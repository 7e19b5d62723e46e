import AWSBatchBackend
import JSONText
import WorkflowModel

/// What goes on of a run that no process has: its jobs on AWS Batch, and the runs that a coordinator among them began.
struct LeftReport {
  /// The job of martlet itself that goes on with a detached run.
  var head: LeftJobs.Job?
  /// The process that has the run elsewhere, as its lease says.
  var holder: String?
  let jobs: [LeftRun.Job]
  /// The last is the one that may go on.
  let runs: [StatusReport]

  /// Whether there is something to be ended.
  var goesOn: Bool { hasHead || jobs.contains { !$0.job.hasEnded } }

  /// Whether it is under way without anybody's doing.
  var hasHead: Bool { head.map { !$0.hasEnded } ?? false }

  var state: String {
    if let holder, !hasHead { return "under way elsewhere: \(holder) has it" }
    if let head, !head.hasEnded { return head.status == "RUNNING" ? "detached, running" : "detached, its head waits" }
    let ending = jobs.contains { !$0.job.hasEnded } ? "and its jobs go on" : "and its jobs have ended"
    return head == nil ? "left, \(ending)" : "left by its head, \(ending)"
  }

  var parts: [[String]] {
    // What a head watches is told by its journal.
    let told = (head.map { [("the head", $0)] } ?? []) + (hasHead ? [] : jobs.map { ("\($0.call)", $0.job) })
    let lines = told.map { name, job in
      "\(name) is job \(job.id): \(job.status)" + (job.reason.map { ", \($0)" } ?? "")
    }
    return [lines] + runs.enumerated().flatMap { $1.brief(goesOn: goesOn && $0 == runs.count - 1) }
  }

  var json: JSONValue {
    [
      "head": head.map { ["job": .string($0.id), "status": .string($0.status), "ended": .bool($0.hasEnded)] } ?? .null,
      "jobs": .array(
        jobs.map { left in
          [
            "call": .string("\(left.call)"), "job": .string(left.job.id), "status": .string(left.job.status),
            "reason": left.job.reason.map { .string($0) } ?? .null,
          ]
        }),
      "runs": .array(runs.map(\.json)),
    ]
  }
}
