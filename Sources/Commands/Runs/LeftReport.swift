import AWSBatchBackend
import JSONText
import WorkflowModel

/// What goes on of a run that no process has: its jobs on AWS Batch, and the runs that a coordinator among them began.
struct LeftReport {
  let jobs: [LeftRun.Job]
  /// The last is the one that may go on.
  let runs: [StatusReport]

  var goesOn: Bool { jobs.contains { !$0.job.hasEnded } }

  var state: String { goesOn ? "left, and its jobs go on" : "left, and its jobs have ended" }

  var parts: [[String]] {
    let lines = jobs.map { left in
      "\(left.call) is job \(left.job.id): \(left.job.status)" + (left.job.reason.map { ", \($0)" } ?? "")
    }
    return [lines] + runs.enumerated().flatMap { $1.brief(goesOn: goesOn && $0 == runs.count - 1) }
  }

  var json: JSONValue {
    [
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
