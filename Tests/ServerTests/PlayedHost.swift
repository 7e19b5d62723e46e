import JSONText
import RunReport
import ServerModel
import Synchronization
import TaskFolder
import Testing
import WorkflowEngine
import WorkflowModel

@testable import Server

/// Runs nothing: workflows end when they are told to.
final class PlayedHost: WorkflowHost {
  let environments = ["local"]
  let languages: [String: [String]] = ["WDL": ["1.0"]]
  private let waiting = Mutex<[String: CheckedContinuation<Void, any Error>]>([:])
  let begun = Mutex<[String]>([])
  let ended = Mutex<[String]>([])

  func describe(_ documents: SubmittedDocuments, inputs: JSONObject?) async throws -> WorkflowDescription {
    WorkflowDescription(language: "WDL", languageVersion: "1.0", errors: [], program: nil)
  }

  func check(options: JSONObject) throws {
    if options["bad"] != nil { throw ExecutionError(.invalidInput, "bad options") }
  }

  func run(_ submission: Submission, observers: [any RunObserver]) async throws -> JSONObject {
    begun.withLock { $0.append(submission.id) }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        waiting.withLock { $0[submission.id] = continuation }
        if Task.isCancelled { finish(submission.id, CancellationError()) }
      }
    } onCancel: {
      finish(submission.id, CancellationError())
    }
    return JSONObject()
  }

  func end(_ submission: Submission) async throws { ended.withLock { $0.append(submission.id) } }

  func finish(_ id: String, _ error: (any Error)? = nil) {
    let continuation = waiting.withLock { $0.removeValue(forKey: id) }
    if let error { continuation?.resume(throwing: error) } else { continuation?.resume() }
  }

  func isWaiting(_ id: String) -> Bool { waiting.withLock { $0[id] != nil } }

  // What ran nothing left nothing.

  func graph(of run: RunDirectory) async -> CallGraph? { nil }

  func costs(of run: RunDirectory) async -> ReportedCosts? { nil }

  func details(of call: String, in run: RunDirectory) async throws -> JSONValue {
    throw ExecutionError(.configuration, "the run has no call \(call)")
  }

  func size(of file: FileReference) async throws -> Int64? { nil }

  func read(_ file: FileReference, from start: Int64, count: Int) async throws -> [UInt8] {
    throw ExecutionError(.fileNotFound, "there is no \(file.location)")
  }
}
