import TaskFolder
import WorkflowModel

/// What a person is told when a call has failed for good.
struct FailureReport {
  let call: CallPath
  let outcome: TaskOutcome
  /// How many attempts were made.
  let attempts: Int
  /// The last attempt's folder on this machine.
  let folder: String
  /// The end of the last attempt's stderr.
  let stderr: [UInt8]

  /// Less than this on the folder's disk means that it is full.
  private static let fullBelow: Int64 = 64 << 10

  /// How many bytes and lines of stderr are shown.
  static let shownBytes = 4096
  private static let shownLines = 12

  var error: ExecutionError {
    let count = attempts > 1 ? " (the last of \(attempts) attempts)" : ""
    return ExecutionError(.taskFailed, "call \(call) failed: \(cause)\(count)\(full)\(shown)", help: advice)
  }

  private var cause: String {
    switch outcome {
    case .exited(let status, _): "exit status \(status)" + ExitStatusMeaning.of(status)
    case .lost(let reason): "the machine was lost: \(reason)"
    case .failed(let failure): "\(failure.cause.rawValue): \(failure.reason)"
    }
  }

  /// A command that met a full disk often could not even say so.
  private var full: String {
    guard let free = FreeSpace.bytes(at: folder), free < Self.fullBelow else { return "" }
    return "; the disk is full that holds \(folder)"
  }

  /// Where the attempt's files are: on a storage when they never were on this machine.
  private var place: String {
    guard let stderr = outcome.files?.stderr, !stderr.isLocal else { return folder }
    return stderr.parent.location
  }

  private var advice: String? {
    var parts: [String] = []
    if case .failed(let failure) = outcome, let advice = failure.advice { parts.append(advice) }
    // What never started has left nothing.
    if outcome.files != nil { parts.append("its command, stdout and stderr are in \(place)") }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  private var shown: String {
    let lines = String(decoding: stderr, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: true)
    if lines.isEmpty { return "" }
    return "\n  the end of its stderr:" + lines.suffix(Self.shownLines).map { "\n    " + $0 }.joined()
  }
}
