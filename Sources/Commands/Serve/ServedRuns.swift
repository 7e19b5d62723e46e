import AWSBatchBackend
import AWSClient
import JSONText
import RunIndex
import RunReport
import S3Storage
import ServerModel
import WorkflowEngine
import WorkflowModel

// What the server's page shows of runs.

extension ServedWorkflows {
  func graph(of run: RunDirectory) async -> CallGraph? { await reports(of: run).graph() }

  func costs(of run: RunDirectory) async -> ReportedCosts? { try? reports(of: run).costs() }

  private func reports(of run: RunDirectory) -> RunReports {
    RunReports(directory: run, runs: FileReference(run.path).parent.location)
  }

  func details(of call: String, in run: RunDirectory) async throws -> JSONValue {
    let runs = FileReference(run.path).parent.location
    let (summary, found) = try RunsFolder.withIndex(of: run, in: runs) { index, summary in
      (summary, try index.calls(called: call, of: summary.name, limit: 1).first { $0.path == call })
    }
    guard let found else { throw ExecutionError(.configuration, "the run \(run.place.name) has no call \(call)") }
    let access = EnvironmentAccess(of: run)
    let details = try CallDetails(of: call, in: run)
    let folders = await AttemptFolders(run, summary.key, found, access).read(details.attempts)
    await access.shutdown()
    return CallReport(found, of: summary, details, folders).json
  }

  func size(of file: FileReference) async throws -> Int64? {
    guard let entry = try await storage.s3(configuration).look(at: file), !entry.isFolder else { return nil }
    return entry.size
  }

  func read(_ file: FileReference, from start: Int64, count: Int) async throws -> [UInt8] {
    try await storage.s3(configuration).read(file, from: start, count: count)
  }
}

/// The way to the files of runs in S3, made when it is first needed.
actor ServedStorage {
  private var made: AWSAccess?

  /// By the first environment on AWS; buckets of other regions are followed there.
  func s3(_ configuration: Configuration) async throws -> S3Storage {
    let access = made ?? AWSAccess(region: Self.region(of: configuration))
    made = access
    return S3Storage(try await access.configuration())
  }

  private static func region(of configuration: Configuration) -> String? {
    for name in configuration.environments.names {
      guard let settings = try? configuration.settings(of: name), BackendKind.of(settings) == .batch,
        let environment = try? BatchEnvironment(settings: settings, name: name)
      else { continue }
      return environment.region
    }
    return nil
  }
}
