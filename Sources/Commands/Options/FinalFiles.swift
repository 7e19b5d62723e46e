import JSONText
import WorkflowEngine
import WorkflowModel

/// Decides where copies of a run's files go. No I/O.
struct FinalFiles: Hashable, Sendable {
  struct Copy: Hashable, Sendable {
    let source: FileReference
    let target: FileReference
  }

  /// Below the folder that was named, `<workflow>/<run>`; nil where outputs keep their own paths alone.
  private let base: FileReference

  /// - Parameter folder: what the option names.
  init(_ folder: FileReference, workflow: String, run: String) {
    base = folder.appending(RunDirectory.plain(workflow)).appending(run)
  }

  // MARK: Outputs

  /// - Parameters:
  ///   - files: the files and folders among the outputs.
  ///   - relativeTo: where outputs go that keep only the paths that their commands gave them; nil for a folder a call.
  /// - Throws: ``ExecutionError`` (`conflict`) when two would have one name: nothing has been copied then.
  func copies(of files: Set<FileReference>, relativeTo folder: FileReference?) throws -> [Copy] {
    let copies = files.sorted { $0.location < $1.location }.map { file in
      let place = PlaceInRun(file)
      if let folder { return Copy(source: file, target: folder.appending(place?.path ?? file.name)) }
      let call = place.map { $0.call.isEmpty ? $0.path : $0.call + "/" + $0.path }
      return Copy(source: file, target: base.appending(call ?? "inputs/" + file.name))
    }
    try Self.refuseCollisions(copies)
    return copies
  }

  /// - Throws: ``ExecutionError`` (`conflict`).
  static func refuseCollisions(_ copies: [Copy]) throws {
    var taken: [FileReference: FileReference] = [:]
    for copy in copies {
      guard let other = taken.updateValue(copy.source, forKey: copy.target), other != copy.source else { continue }
      throw ExecutionError(
        .conflict,
        "two outputs would be copied to \(copy.target.location): \(other.location) and \(copy.source.location)",
        help: "give them different names, or leave out `use_relative_output_paths`; `martlet resume` tries again")
    }
  }

  /// The outputs with each copied file under its new name.
  static func renamed(_ value: JSONValue, _ names: [String: String]) -> JSONValue {
    switch value {
    case .string(let text): .string(names[FileReference(text).location] ?? text)
    case .array(let elements): .array(elements.map { renamed($0, names) })
    case .object(let members): .object(JSONObject(members.map { ($0, renamed($1, names)) }))
    case .null, .bool, .number: value
    }
  }

  // MARK: Logs

  /// The streams of an attempt; the first has the call's folder to itself, as in Cromwell.
  func copies(ofStreams files: TaskFiles, _ attempt: AttemptName) -> [Copy] {
    var folder = base.appending(PlaceInRun.folder(of: attempt.call))
    if attempt.number > 0 { folder = folder.appending("attempt-\(attempt.number + 1)") }
    return [
      Copy(source: files.stdout, target: folder.appending("stdout")),
      Copy(source: files.stderr, target: folder.appending("stderr")),
    ]
  }
}

/// Where a file lies in the folder of the run that made it: `…/calls/<call>[/<shard>]/attempt-<k>/work/<path>`.
struct PlaceInRun: Hashable, Sendable {
  /// `call-align/shard-3`; empty for a file that the workflow itself made.
  let call: String
  /// As the command named it.
  let path: String

  private static let parts: Set<String> = ["work", "disks"]

  /// Nil for a file that no run made.
  init?(_ file: FileReference) {
    let steps = file.location.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    for start in steps.indices.reversed() where steps[start] == "calls" {
      let rest = steps[(start + 1)...]
      guard
        let attempt = rest.firstIndex(where: { $0 == "cached" || $0.hasPrefix("attempt-") }), attempt > start + 1,
        attempt + 2 < steps.count, Self.parts.contains(steps[attempt + 1])
      else { continue }
      call = rest[..<attempt].map { Int($0) == nil ? "call-\($0)" : "shard-\($0)" }.joined(separator: "/")
      path = steps[(attempt + 2)...].joined(separator: "/")
      return
    }
    return nil
  }

  /// `call-align/shard-3/call-sort`
  static func folder(of call: CallPath) -> String {
    call.steps.map { (["call-\($0.name)"] + $0.shards.map { "shard-\($0)" }).joined(separator: "/") }
      .joined(separator: "/")
  }
}
