import Glibc
import JSONText
import Synchronization
import TaskFolder
import WorkflowEngine
import WorkflowModel

/// Says how to go on with a run that did not succeed: what has to be typed.
final class GoingOn: RunObserver {
  /// The folder of all runs, as the user wrote it.
  private let runs: String
  private let run = Mutex<RunDirectory?>(nil)

  static let usualRuns = "martlet-runs"

  init(runs: String) { self.runs = runs }

  /// A run has begun until it has succeeded.
  func observe(_ event: RunEvent) async {
    switch event.kind {
    case .runStarted(let place, _), .runResumed(let place): run.withLock { $0 = RunDirectory(place) }
    case .runEnded(.succeeded): run.withLock { $0 = nil }
    default: break
    }
  }

  /// - Parameter error: what the run ended with.
  /// - Returns: a line for people; nil when there is no run to go on with, or another process does.
  func advice(after error: any Error) -> String? {
    if let error = error as? ExecutionError, error.code == .conflict { return nil }
    return run.withLock { $0 }.map { "to go on with it: " + Self.way($0, in: runs) }
  }

  /// What a person does to go on with a run.
  static func way(_ run: RunDirectory, in runs: String, _ environment: String? = nil) -> String {
    if let folder = RunRecord.snakemakeFolder(of: run) { return "start Snakemake again in \(folder)" }
    return command("resume", run, in: runs, environment)
  }

  /// What a person types to do something with a run.
  ///
  /// - Parameter environment: in whose bucket it was found, where it was.
  static func command(_ verb: String, _ run: RunDirectory, in runs: String, _ environment: String? = nil) -> String {
    "martlet \(verb) \(ShellWord.quoted(run.place.name))"
      + (runs == usualRuns ? "" : " --runs-dir \(ShellWord.quoted(runs))")
      + (environment.map { " --on \(ShellWord.quoted($0))" } ?? "")
  }

  /// The end of a journal in which its last event is looked for, in bytes.
  private static let tail = 1 << 20

  /// What to say before a new run begins: that the newest one was interrupted; nil when it was not.
  static func note(of runs: String) -> String? {
    guard let run = try? RunLookup.find(RunLookup.latest, in: runs), RunLease.isHeld(run) == false,
      HeadRecord(of: run) == nil,
      let end = try? Disk.readTail(run.journal, count: tail)
    else { return nil }
    let line = end.split(separator: 0x0A).last.map { Array($0) } ?? []
    if let json = try? JSONParser.parse(line), let event = try? RunEvent(json), case .runEnded = event.kind {
      return nil
    }
    return "the run \(run.place.name) was interrupted; to go on with it: \(way(run, in: runs))"
  }
}
