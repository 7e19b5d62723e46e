import Synchronization
import TaskFolder
package import WorkflowModel

/// What every backend must do.
///
/// - Parameter images: images for the tasks; none for a backend that needs none.
/// - Parameter read: the bytes of an output; reads this machine's files unless told otherwise.
/// - Returns: what is wrong, in sentences; nothing when all is well.
package func checkBackend(
  _ backend: any Backend, images: [String] = [],
  read: @escaping @Sendable (FileReference) async throws -> [UInt8] = { try Disk.read($0.location) }
) async -> [String] {
  let scratch: ScratchFolder
  do { scratch = try ScratchFolder() } catch { return ["no scratch folder: \(error)"] }
  var complaints = Complaints()
  let suite = BackendSuite(
    backend: backend, images: images,
    run: RunPlace(name: "conformance-\(scratch.path.suffix(6))", folder: scratch.path),
    read: read)
  await complaints.part("outputs", suite.keepsOutputs)
  await complaints.part("inputs", suite.bringsInputs)
  await complaints.part("reports", suite.reports)
  await complaints.part("together", suite.runsTogether)
  await complaints.part("cancelling", suite.cancels)
  await backend.shutdown()
  return complaints.list
}

/// The commands of the suite, and what they do, for backends that only pretend.
package enum ConformanceCommand: String, CaseIterable, Sendable {
  case outputs = """
    echo out; echo err >&2
    mkdir -p d/e; printf one >a.txt; printf two >d/e/b.txt; printf odd >'a b?.txt'; printf hidden >.hidden.txt
    exit 3
    """
  case inputs = """
    cat "$BESIDE/made" "$GIVEN" >both; printf %s "$TEXT" >text
    """
  case sleep = "sleep 1000 & sleep 1000"
  case count = "printf %s \"$NUMBER\" >number"

  /// What the command would do. `sleep` has no end.
  package static func pretend(_ attempt: BackendAttempt) -> FakeBackend.Act {
    let environment = attempt.request.environment
    switch ConformanceCommand(rawValue: attempt.request.command) {
    case .outputs:
      return .end(
        FakeTask(
          status: 3, stdout: "out\n", stderr: "err\n",
          files: ["a.txt": "one", "d/e/b.txt": "two", "a b?.txt": "odd", "e.hidden": ""]))
    case .inputs:
      let contents = attempt.request.inputs.map { input in
        switch input.source {
        case .content(let bytes): String(decoding: bytes, as: UTF8.self)
        case .file(let file), .folder(let file):
          String(decoding: (try? Disk.read(file.location)) ?? [], as: UTF8.self)
        }
      }
      return .end(FakeTask(files: ["both": contents.joined(), "text": environment["TEXT"] ?? ""]))
    case .count: return .end(FakeTask(files: ["number": environment["NUMBER"] ?? ""]))
    case .sleep: return .hang
    case nil: return .end(FakeTask())
    }
  }
}

private struct BackendSuite: Sendable {
  let backend: any Backend
  let images: [String]
  let run: RunPlace
  let read: @Sendable (FileReference) async throws -> [UInt8]

  private func start(
    _ command: ConformanceCommand, _ call: String,
    asking change: (inout TaskRequest, TaskPlacement) throws -> Void = { _, _ in },
    report: @escaping @Sendable (BackendReport) async throws -> Void = { _ in }
  ) async throws -> TaskOutcome {
    let path = CallPath([.init(call)])
    let placement = try await backend.placement(of: TaskSite(call: path, images: images), in: run)
    var request = TaskRequest(command: command.rawValue)
    request.images = images
    request.resources.cpu = 0.5
    try change(&request, placement)
    let folder = run.attemptFolder(path, 0)
    try Disk.makeFolder(folder)
    let attempt = BackendAttempt(
      call: path, number: 0, request: request, placement: placement, run: run, folder: folder)
    return try await backend.run(attempt, takingOver: nil, report: report)
  }

  private func text(_ file: FileReference) async throws -> String {
    String(decoding: try await read(file), as: UTF8.self)
  }

  private func text(_ path: String, in files: TaskFiles) async throws -> String? {
    guard let entry = files.entries.first(where: { $0.path == path }) else { return nil }
    return try await text(entry.reference)
  }

  func keepsOutputs(_ complaints: inout Complaints) async throws {
    let outcome = try await start(
      .outputs, "outputs",
      asking: { request, _ in
        request.outputs = [.path("a.txt"), .path("d"), .path("missing"), .glob("*.txt"), .glob("*.none")]
        request.successStatuses = [3]
      })
    guard case .exited(let status, let files) = outcome else {
      return complaints.expect(false, "a command that exits ended by \(outcome)")
    }
    complaints.expectEqual(status, 3, "the exit status")
    complaints.expectEqual(
      files.entries.map(\.path).sorted(), ["a b?.txt", "a.txt", "d", "d/e/b.txt"], "the paths of the outputs")
    complaints.expectEqual(files.matches["*.txt"], ["a b?.txt", "a.txt"], "the matches of `*.txt`")
    complaints.expectEqual(files.matches["*.none"], [], "the matches of `*.none`")
    complaints.expectEqual(files.entries.filter(\.isFolder).map(\.path), ["d"], "the folders among the outputs")
    complaints.expectEqual(files.entries.first { $0.path == "a.txt" }?.size, 3, "the size of `a.txt`")
    complaints.expectEqual(try await text("a.txt", in: files), "one", "the text of `a.txt`")
    complaints.expectEqual(try await text("d/e/b.txt", in: files), "two", "the text of `d/e/b.txt`")
    complaints.expectEqual(try await text("a b?.txt", in: files), "odd", "the text of `a b?.txt`")
    complaints.expectEqual(try await text(files.stdout), "out\n", "stdout")
    complaints.expectEqual(try await text(files.stderr), "err\n", "stderr")
  }

  func bringsInputs(_ complaints: inout Complaints) async throws {
    let given = run.folder + "/given file, really.txt"
    try Disk.write(Array("given".utf8), to: given)
    let outcome = try await start(
      .inputs, "inputs",
      asking: { request, placement in
        let beside = placement.inputFolder + "/0"
        request.inputs = [
          TaskInput(.content(Array("made".utf8)), at: beside + "/made"),
          TaskInput(.file(FileReference(given)), at: placement.inputFolder + "/1/given file.txt"),
        ]
        request.environment = [
          "BESIDE": beside, "GIVEN": placement.inputFolder + "/1/given file.txt", "TEXT": "a 'b' \"c\" $d\n\\e",
        ]
        request.outputs = [.path("both"), .path("text")]
      })
    guard case .exited(0, let files) = outcome else {
      return complaints.expect(false, "a command that reads its inputs ended by \(outcome)")
    }
    complaints.expectEqual(try await text("both", in: files), "madegiven", "what the command read")
    complaints.expectEqual(try await text("text", in: files), "a 'b' \"c\" $d\n\\e", "a variable's value")
  }

  func reports(_ complaints: inout Complaints) async throws {
    let said = Mutex<[BackendReport]>([])
    _ = try await start(.count, "reports", report: { report in said.withLock { $0.append(report) } })
    let handles = said.withLock { $0 }.compactMap { report in
      if case .submitted(let handle) = report { handle } else { nil }
    }
    complaints.expectEqual(handles.count, 1, "how often a handle was reported")
    complaints.expectEqual(handles.first?.backend, backend.name, "the backend of the handle")
    struct Refusal: Error {}
    do {
      _ = try await start(.sleep, "refused", report: { _ in throw Refusal() })
      complaints.expect(false, "an attempt goes on although its report could not be written")
    } catch {
      complaints.expect(error is Refusal, "a report that throws ends in \(error)")
    }
  }

  func runsTogether(_ complaints: inout Complaints) async throws {
    let numbers = try await withThrowingTaskGroup(of: String?.self) { group in
      for number in 0..<8 {
        group.addTask {
          let outcome = try await start(
            .count, "together\(number)",
            asking: { request, _ in
              request.environment = ["NUMBER": "\(number)"]
              request.outputs = [.path("number")]
            })
          guard case .exited(0, let files) = outcome else { return nil }
          return try await text("number", in: files)
        }
      }
      return try await group.reduce(into: []) { $0.append($1 ?? "none") }
    }
    complaints.expectEqual(numbers.sorted(), (0..<8).map(String.init), "the outputs of eight tasks together")
  }

  func cancels(_ complaints: inout Complaints) async throws {
    let (running, continuation) = AsyncStream<Void>.makeStream()
    let isCancelled = await withTaskGroup(of: Bool?.self) { group in
      group.addTask {
        do {
          _ = try await start(.sleep, "cancelled", report: { if $0 == .running { continuation.yield() } })
          return false
        } catch { return error is CancellationError }
      }
      for await _ in running { break }
      group.cancelAll()
      return await group.next() ?? nil
    }
    complaints.expectEqual(isCancelled, true, "whether a cancelled attempt throws CancellationError")
  }
}
