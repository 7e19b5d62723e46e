import FileStorage
import Glibc
import TestSupport
import Testing
import WorkflowModel

@Suite struct FileStorageTests {
  private let storage = FileStorage()

  private func code(_ body: () async throws -> Void) async -> ExecutionError.Code? {
    do { try await body() } catch { return (error as? ExecutionError)?.code }
    return nil
  }

  @Test func itDoesWhatEveryStorageMust() async throws {
    let scratch = try ScratchFolder()
    let complaints = await checkStorage(storage, in: FileReference(scratch.path))
    #expect(complaints == [])
  }

  @Test func theFakeStorageDoesToo() async {
    let complaints = await checkStorage(FakeStorage(), in: FileReference("fake://a/b"))
    #expect(complaints == [])
  }

  @Test func theFakeStorageWritesUnderConditions() async {
    let complaints = await checkConditions(FakeStorage(), in: FileReference("fake://a/b"))
    #expect(complaints == [])
  }

  @Test func writingBelowAFileSaysSo() async throws {
    let scratch = try ScratchFolder()
    let file = FileReference(try scratch.write("x", to: "file"))
    #expect(await code { try await storage.write([1], to: file.appending("below")) } == .notWritable)
    #expect(await code { _ = try await storage.read(FileReference(scratch.path), limit: 9) } == .notReadable)
  }

  @Test func aFullDiskIsToldAsSuch() throws {
    let error = #expect(throws: ExecutionError.self) {
      throw ExecutionError(doing: "write", path: "/x", number: ENOSPC, writing: true)
    }
    #expect(error?.code == .diskFull)
    #expect(error?.description.contains("cannot write /x: No space left on device") == true)
  }

  @Test func aFolderThatHoldsItselfIsEnteredOnce() async throws {
    let scratch = try ScratchFolder()
    try scratch.write("x", to: "a/file")
    #expect(symlink("..", scratch.path + "/a/up") == 0)
    let found = try await storage.list(FileReference(scratch.path)).map(\.reference.location)
    #expect(found == [scratch.path + "/a/file"])
  }
}
