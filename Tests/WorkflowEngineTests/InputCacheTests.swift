import TaskFolder
import TestSupport
import Testing
import WorkflowModel

@testable import WorkflowEngine

@Suite struct InputCacheTests {
  private func cache(_ scratch: borrowing ScratchFolder, _ storage: any Storage) -> InputCache {
    InputCache(folder: scratch.path, storages: StorageTable([storage]))
  }

  private func request(_ sources: TaskInput.Source...) -> TaskRequest {
    var request = TaskRequest(command: "true")
    request.inputs = sources.enumerated().map { TaskInput($1, at: "/in/\($0)") }
    return request
  }

  private func text(_ input: TaskInput, _ below: String = "") throws -> String {
    switch input.source {
    case .file(let file), .folder(let file): String(decoding: try Disk.read(file.location + below), as: UTF8.self)
    case .content: ""
    }
  }

  @Test func filesOfAFolderKeepTheirNamesInAnyScript() async throws {
    let scratch = try ScratchFolder()
    let storage = FakeStorage()
    storage.put("1", at: "fake://b/größe/ü/名.txt")
    let brought = try await cache(scratch, storage).bring(request(.folder(FileReference("fake://b/größe"))))
    #expect(try text(brought.inputs[0], "/ü/名.txt") == "1")
  }

  @Test func addressesThatNestOrDifferByLittleAreFilesOfTheirOwn() async throws {
    let scratch = try ScratchFolder()
    let storage = FakeStorage()
    let addresses = [
      "fake://h/a", "fake://h/a/b", "fake://h/a//b", "fake://h/a?x=1", "fake://h/a?x=2", "fake://h/..",
      "fake://h/" + String(repeating: "ü", count: 300),
    ]
    for address in addresses { storage.put(address, at: address) }
    var request = request()
    request.inputs = addresses.map { TaskInput(.file(FileReference($0)), at: "/in") }
    let brought = try await cache(scratch, storage).bring(request)
    #expect(try brought.inputs.map { try text($0) } == addresses)
  }

  @Test func aFileAndAFolderOfOneNameAreBothBrought() async throws {
    let scratch = try ScratchFolder()
    let storage = FakeStorage()
    storage.put("file", at: "fake://h/a")
    storage.put("below", at: "fake://h/a/b")
    let address = FileReference("fake://h/a")
    let brought = try await cache(scratch, storage).bring(request(.file(address), .folder(address)))
    #expect(try text(brought.inputs[0]) == "file")
    #expect(try text(brought.inputs[1], "/b") == "below")
  }

  @Test(arguments: [["a", "a/b"], ["a/b", "a//b"], ["../a"], ["a/./b"]])
  func aFolderThatNoFileSystemCanHoldIsRefused(names: [String]) async throws {
    let scratch = try ScratchFolder()
    let storage = FakeStorage()
    for name in names { storage.put(name, at: "fake://h/d/" + name) }
    let error = await #expect(throws: ExecutionError.self) {
      try await cache(scratch, storage).bring(request(.folder(FileReference("fake://h/d"))))
    }
    #expect(error?.code == .unsupported)
  }

  @Test func aDownloadThatNobodyWaitsForIsCancelled() async throws {
    let scratch = try ScratchFolder()
    let storage = HangingStorage()
    let cache = cache(scratch, storage)
    let request = request(.file(FileReference("fake://h/a")))
    let first = Task { try await cache.bring(request) }
    await storage.next(.started)
    first.cancel()
    await #expect(throws: CancellationError.self) { try await first.value }
    await storage.next(.cancelled)
    let second = Task { try await cache.bring(request) }
    await storage.next(.started)
    await cache.close()
    await storage.next(.cancelled)
    await #expect(throws: CancellationError.self) { try await second.value }
  }
}

/// A storage whose downloads end only when they are cancelled.
private struct HangingStorage: Storage {
  enum Event { case started, cancelled }

  let schemes: [String?] = ["fake"]
  private let files = FakeStorage()
  private let events = AsyncStream<Event>.makeStream()

  /// Waits for the next thing that happens.
  func next(_ expected: Event) async {
    for await event in events.stream {
      #expect(event == expected)
      return
    }
  }

  func download(_ file: FileReference, to path: String) async throws {
    events.continuation.yield(.started)
    do {
      try await Task.sleep(for: .seconds(3600))
    } catch {
      events.continuation.yield(.cancelled)
      throw error
    }
  }

  func read(_ file: FileReference, limit: Int) async throws -> [UInt8] { try await files.read(file, limit: limit) }
  func readTail(_ file: FileReference, count: Int) async throws -> [UInt8] {
    try await files.readTail(file, count: count)
  }
  func write(_ bytes: [UInt8], to file: FileReference) async throws { try await files.write(bytes, to: file) }
  func look(at file: FileReference) async throws -> StorageEntry? { try await files.look(at: file) }
  func list(_ folder: FileReference) async throws -> [StorageEntry] { try await files.list(folder) }
  func upload(_ path: String, to file: FileReference) async throws { try await files.upload(path, to: file) }
  func copy(_ file: FileReference, to target: FileReference) async throws { try await files.copy(file, to: target) }
  func delete(_ file: FileReference) async throws { try await files.delete(file) }
}
