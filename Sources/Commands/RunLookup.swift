import Glibc
import S3Storage
import SourceText
import TaskFolder
import WorkflowEngine
import WorkflowModel

/// Finds a run by what a person calls it: its folder, its name, or `_latest`.
enum RunLookup {
  static let latest = "_latest"

  /// - Parameter runs: the folder of all runs, as the user wrote it.
  /// - Throws: ``ExecutionError`` (`configuration`) when there is no such run.
  static func find(_ run: String, in runs: String) throws -> RunDirectory {
    let folders = [SourceReading.absolute(run), SourceReading.absolute(runs) + "/" + run]
    for folder in folders where access(folder + "/journal.jsonl", R_OK) == 0 {
      let path = (try? Disk.realPath(of: folder)) ?? folder
      return RunDirectory(RunPlace(name: FileReference(path).name, folder: path))
    }
    throw ExecutionError(.configuration, "there is no run \(run)", help: help(run, runs))
  }

  /// Whether there is such a run, or such a folder in S3.
  static func isThere(_ run: String, in runs: String) async throws -> Bool {
    guard FileReference(run).scheme == "s3" else { return (try? find(run, in: runs)) != nil }
    let aws = AWSAccess()
    do {
      let entry = try await S3Storage(try await aws.configuration()).look(at: FileReference(run))
      await aws.shutdown()
      return entry != nil
    } catch {
      await aws.shutdown()
      throw error
    }
  }

  private static func help(_ run: String, _ runs: String) -> String {
    let names = names(in: SourceReading.absolute(runs))
    if names.isEmpty {
      return "there are no runs in \(runs); name the run's folder, or say where runs are by --runs-dir"
    }
    let near = Suggestion.nearest(to: run, among: names).map { "did you mean \($0)?" }
    return near ?? "the newest in \(runs) are: " + names.suffix(5).joined(separator: ", ")
  }

  /// The names of the runs in a folder, the newest last.
  private static func names(in folder: String) -> [String] {
    guard let listing = opendir(folder) else { return [] }
    defer { closedir(listing) }
    var names: [(name: String, begun: Int)] = []
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != latest, access("\(folder)/\(name)/journal.jsonl", R_OK) == 0 {
        names.append((name, begun(folder + "/" + name)))
      }
    }
    return names.sorted { ($0.begun, $0.name) < ($1.begun, $1.name) }.map(\.name)
  }

  /// When a run began, in seconds: nothing writes to its inputs afterwards. 0 when it does not tell.
  private static func begun(_ folder: String) -> Int {
    var status = stat()
    return stat(folder + "/inputs.json", &status) == 0 ? status.st_mtim.tv_sec : 0
  }
}
