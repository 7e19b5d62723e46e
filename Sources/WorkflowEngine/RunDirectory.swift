import Glibc
package import JSONText
import SourceText
import TaskFolder
package import WorkflowModel

/// A run's folder on this machine and the names in it.
///
/// ```
/// <runs>/<workflow>-<yyyymmdd-hhmmss>[-n]/      and _latest beside it
///   inputs.json  outputs.json  journal.jsonl  run.log
///   run.json  source/…   how it was started, with the documents: what resuming it needs
///   head.json        of a run whose head is a job on AWS Batch: which
///   report.html  trace.tsv   what happened, written when it has ended
///   lock             held by the process that runs it
///   calls/<call>[/<shard>]/attempt-<k>/{command, stdout, stderr, work/…}
///   inputs-cache/…   remote inputs that tasks of this machine read
///   files/…          files that the workflow itself wrote
///   out/…            outputs under readable names
/// ```
package struct RunDirectory: Hashable, Sendable {
  package let place: RunPlace

  package init(_ place: RunPlace) { self.place = place }

  package var path: String { place.folder }
  package var inputs: String { path + "/inputs.json" }
  package var outputs: String { path + "/outputs.json" }
  package var journal: String { path + "/journal.jsonl" }
  package var log: String { path + "/run.log" }
  package var lock: String { path + "/lock" }
  /// The page and the trace that people read of a run that has ended.
  package static let (pageName, traceName) = ("report.html", "trace.tsv")
  package var inputCache: String { path + "/inputs-cache" }
  package var files: String { path + "/files" }
  package var published: String { path + "/out" }

  /// Which job is the head of the run, where it has one.
  package var head: String { path + "/head.json" }
  package var isDetached: Bool { access(head, F_OK) == 0 }

  /// Makes the folder of a new run and points `_latest` to it.
  ///
  /// - Parameter runs: the folder of all runs; made when it does not exist. Absolute.
  /// - Parameter time: milliseconds since 1970, told in the zone of this machine.
  /// - Throws: ``ExecutionError`` when the folder cannot be written or its disk is full.
  package static func make(in runs: String, workflow: String, time: Int64) throws -> RunDirectory {
    try onDisk { () throws(FileSystemError) in
      try Disk.makeFolder(runs)
      let base = plain(workflow) + "-" + WallClock.text(time, "%Y%m%d-%H%M%S")
      var name = base
      var number = 1
      while try !Disk.makeNewFolder(runs + "/" + name) {
        number += 1
        name = base + "-\(number)"
      }
      try Disk.link(runs + "/_latest", to: name)
      return RunDirectory(RunPlace(name: name, folder: runs + "/" + name, key: newKey(of: name)))
    }
  }

  /// The same under a name that is the run's everywhere.
  ///
  /// - Throws: ``ExecutionError``; `conflict` when there is such a run.
  package static func make(in runs: String, named name: String) throws -> RunDirectory {
    let name = plain(name)
    let isNew = try onDisk { () throws(FileSystemError) in
      try Disk.makeFolder(runs)
      return try Disk.makeNewFolder(runs + "/" + name)
    }
    guard isNew else { throw ExecutionError(.conflict, "there is a run \(name) in \(runs) already") }
    try onDisk { () throws(FileSystemError) in try Disk.link(runs + "/_latest", to: name) }
    return RunDirectory(RunPlace(name: name, folder: runs + "/" + name, key: name))
  }

  /// A name for a run where others have runs of the same name.
  static func newKey(of name: String) -> String {
    name + "-" + String(UInt32.random(in: 0x10_0000...0xFF_FFFF), radix: 16)
  }

  /// The name with every character replaced that a folder, a job or a container may not have in its name.
  package static func plain(_ name: String) -> String {
    let kept = name.unicodeScalars.map { scalar in
      scalar.isASCII
        && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil || "_-.".contains(Character(scalar)))
        ? Character(scalar) : "_"
    }
    let text = String(kept.drop { $0 == "." || $0 == "-" })
    return text.isEmpty ? "run" : text
  }

  /// Writes a JSON file of the run, whole or not at all. Values with addresses that hold secrets are for its owner only.
  package func write(_ values: JSONObject, to path: String, isPrivate: Bool = false) throws {
    let text = JSONWriter.indented(.object(values)) + "\n"
    let mode: UInt32 = !isPrivate && WebText.redacted(text) == text ? 0o666 : 0o600
    try onDisk { () throws(FileSystemError) in try Disk.write(Array(text.utf8), to: path, mode: mode) }
  }
}
