import Subprocess
import SystemPackage
import TaskFolder

/// Starts workers, and goes on after the input at which one died.
struct Supervisor {
  let round: FuzzRound
  /// Those of this process.
  let arguments: [String]

  /// - Returns: whether nothing went wrong.
  func run(from start: Int, to end: Int) async throws -> Bool {
    var next = start
    var deaths = 0
    while next < end {
      let status = try await work(from: next, count: end - next)
      if status == .exited(0) { break }
      deaths += 1
      let index = place ?? next
      if status != .exited(FuzzRound.hung) { try round.save(index, round.input(index), "the process ended: \(status)") }
      next = index + 1
    }
    let kept = try Disk.filesBelow(round.keep).filter {
      $0.path.contains("/\(round.seed)-") && $0.path.hasSuffix(".wdl")
    }
    round.say(
      kept.isEmpty ? "nothing went wrong" : "\(kept.count) inputs went wrong, \(deaths) of them at once: \(round.keep)")
    return kept.isEmpty
  }

  private func work(from: Int, count: Int) async throws -> TerminationStatus {
    var own: [String] = []
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--count" || argument == "--from" {
        _ = rest.popFirst()
      } else if !argument.hasPrefix("--count=") && !argument.hasPrefix("--from=") {
        own.append(argument)
      }
    }
    let program = CommandLine.arguments[0]
    let result = try await Subprocess.run(
      program.contains("/") ? .path(FilePath(program)) : .name(program),
      arguments: Arguments(own + ["--worker", "--from", "\(from)", "--count", "\(count)"]), input: .none,
      output: .fileDescriptor(.standardOutput, closeAfterSpawningProcess: false),
      error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false))
    return result.terminationStatus
  }

  /// The input that the worker was at.
  private var place: Int? {
    guard let bytes = try? Disk.read(round.placeFile), bytes.count == 8 else { return nil }
    return bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
