import FileStorage
import Glibc
import JSONText
import Synchronization
import WDLRuntime
import WorkflowEngine
import WorkflowModel

/// `in-flight WIDTH FOLDER`: what one head costs while a scatter of WIDTH calls is on a backend all at once.
///
/// The backend is a pretence: an attempt ends when all are there. Runs keep their record in FOLDER. One JSON object.
@main
enum InFlight {
  private static let text = """
    version 1.1
    workflow w {
      input { Int n }
      scatter (i in range(n)) { call t { input: i = i } }
      output { Int count = length(t.o) }
    }
    task t {
      input { Int i }
      command <<<
        echo ~{i}
      >>>
      output { File o = "o" }
      runtime { memory: "1 GB" }
    }
    """

  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, let width = Int(arguments[1]) else {
      print("usage: in-flight WIDTH FOLDER")
      exit(2)
    }
    let before = memory
    let loaded = try await WDL().load("/w.wdl", lints: false) { _ in Array(text.utf8) }
    guard let program = loaded.program else { exit(1) }
    let inputs = WorkflowInputs(values: ["w.n": .int(width)], searchFolders: ["/"])
    let workflow = try await program.bind(inputs, target: nil) { _ in nil }
    var settings = EngineSettings(runsFolder: arguments[2])
    settings.callWindow = width
    let backend = Gathering(width: width)
    let engine = Engine(settings, storages: [FileStorage()]) { _ in backend }
    _ = try await engine.run(workflow)
    let seconds = Double(clock()) / Double(CLOCKS_PER_SEC)
    print(
      "{\"tasks\": \(width), \"mib_before\": \(before), \"mib_in_flight\": \(backend.memory), "
        + "\"ms_a_task\": \((seconds / Double(width) * 100_000).rounded() / 100)}")
  }

  /// Resident now, in MiB.
  static var memory: Int {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 128)
    guard fgets(&line, 128, file) != nil else { return 0 }
    let fields = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self).split(
      separator: " ")
    return (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * 4096 / (1 << 20)
  }
}

/// Holds every attempt until so many are there.
private final class Gathering: Backend {
  let name = "gathering"
  private let width: Int
  private let here = Mutex<[CheckedContinuation<Void, Never>]>([])
  private let seen = Mutex(0)

  init(width: Int) { self.width = width }

  /// In MiB, when all were there.
  var memory: Int { seen.withLock { $0 } }

  func placement(of site: TaskSite, in run: RunPlace) async throws -> TaskPlacement {
    TaskPlacement(inputFolder: "/inputs", workFolder: "/work", seesLocalFiles: false)
  }

  func run(
    _ attempt: BackendAttempt, takingOver earlier: BackendHandle?,
    report: @escaping @Sendable (BackendReport) async throws -> Void
  ) async throws -> TaskOutcome {
    try await report(.submitted(BackendHandle(backend: name, identifier: "\(attempt.call)")))
    await withCheckedContinuation { continuation in
      let all = here.withLock { here in
        here.append(continuation)
        return here.count == width ? here : []
      }
      if !all.isEmpty { seen.withLock { $0 = InFlight.memory } }
      for waiting in all { waiting.resume() }
    }
    let output = TaskFiles.Entry(path: "o", reference: FileReference("s3://bucket/\(attempt.call.folder)/o"), size: 1)
    return .exited(
      status: 0,
      TaskFiles(
        stdout: FileReference("s3://bucket/stdout"), stderr: FileReference("s3://bucket/stderr"), workFolder: "/work",
        entries: [output]))
  }

  func shutdown() async {}
}
