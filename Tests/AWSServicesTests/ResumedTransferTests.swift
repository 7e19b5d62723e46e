import AWSClient
import Synchronization
import Testing

@testable import AWSServices

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct ResumedTransferTests {
  private let fake = FakeS3()
  private let folder: String
  private let path: String
  private let bytes = (0..<5500).map { UInt8(truncatingIfNeeded: $0 &* 13 >> 1) }

  init() {
    folder = "/tmp/aws-services-resumed-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    mkdir(folder, 0o700)
    path = folder + "/file"
  }

  private func transfer() -> S3Transfer {
    S3Transfer(fake.client(), settings: S3Transfer.Settings(partSize: 1000, parallelism: 1))
  }

  private func write(_ bytes: [UInt8]) throws {
    let descriptor = creat(path, 0o600)
    defer { close(descriptor) }
    try bytes.withUnsafeBytes { try LocalFile.write($0, to: descriptor, offset: 0, path: path) }
  }

  private func fail(_ operation: String) { fake.state.withLock { $0.failures[operation] = 403 } }

  private func names() -> [String] {
    guard let listing = opendir(folder) else { return [] }
    defer { closedir(listing) }
    var names: [String] = []
    while let entry = readdir(listing) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  private func download() async throws -> S3Transfer.Object {
    try await transfer().resumeDownload(bucket: "b", key: "k", to: path, size: 5500, eTag: "\"5500\"")
  }

  @Test func aDownloadGoesOnWithThePartsThatAreThere() async throws {
    fake.state.withLock { $0.objects["/b/k"] = bytes }
    fail("GET range 3000")
    await #expect(throws: AWSError.self) { try await download() }
    #expect(names().count == 1 && names().first?.hasSuffix(".part") == true)
    #expect(try LocalFile.content(path) == nil)
    fake.state.withLock { $0.log = [] }
    #expect(try await download().size == 5500)
    #expect(fake.log.filter { $0.hasPrefix("GET") }.count == 3)
    #expect(try LocalFile.content(path) == bytes)
    #expect(names() == ["file"])
  }

  @Test func aDownloadOfAnotherVersionBeginsAnew() async throws {
    fake.state.withLock { $0.objects["/b/k"] = bytes }
    fail("GET range 3000")
    await #expect(throws: AWSError.self) { try await download() }
    let other = Array(bytes.reversed()) + [1]
    fake.state.withLock { $0.objects["/b/k"] = other }
    _ = try await transfer().resumeDownload(bucket: "b", key: "k", to: path, size: 5501, eTag: "\"5501\"")
    #expect(try LocalFile.content(path) == other)
    #expect(names() == ["file"])
  }

  @Test func anObjectThatChangedLeavesNothingToGoOnWith() async throws {
    fake.state.withLock { $0.objects["/b/k"] = bytes + [1] }
    let error = await #expect(throws: AWSError.self) { try await download() }
    #expect(error?.status == 412)
    #expect(names() == [])
  }

  @Test func wrongBytesAreBroughtAgain() async throws {
    fake.state.withLock { state in
      state.objects["/b/k"] = bytes
      state.checksum = ("x-amz-checksum-crc64nvme", Checksum.base64(.crc64nvme, of: bytes))
      state.corruptions = 1
    }
    #expect(try await download().size == 5500)
    #expect(try LocalFile.content(path) == bytes)
    #expect(names() == ["file"])
  }

  @Test func whatLiesHereIsHeldToTheChecksumToo() async throws {
    fake.state.withLock { state in
      state.objects["/b/k"] = bytes
      state.checksum = ("x-amz-checksum-crc64nvme", Checksum.base64(.crc64nvme, of: bytes))
      state.corruptions = 1
    }
    fail("GET range 3000")
    await #expect(throws: AWSError.self) { try await download() }
    #expect(try await download().size == 5500)
    #expect(try LocalFile.content(path) == bytes)
  }

  @Test func aFailureBeforeTheFirstPartLeavesNothing() async throws {
    fake.state.withLock { $0.objects["/b/k"] = bytes }
    fail("GET range 0")
    await #expect(throws: AWSError.self) { try await download() }
    #expect(names() == [])
  }

  /// What an uploader remembers between its attempts.
  private final class Notebook: Sendable {
    let kept = Mutex<UnfinishedUpload?>(nil)

    var memory: UploadMemory {
      UploadMemory(earlier: kept.withLock { $0 }) { upload in self.kept.withLock { $0 = upload } }
    }
  }

  @Test func anUploadGoesOnWithThePartsThatAreThere() async throws {
    try write(bytes)
    let notebook = Notebook()
    fail("PUT part 4")
    let first = notebook.memory
    await #expect(throws: AWSError.self) {
      try await transfer().upload(path, bucket: "b", key: "k", remembering: first)
    }
    #expect(notebook.kept.withLock { $0 } == UnfinishedUpload(uploadId: "u", partSize: 1000, checksum: .crc64nvme))
    fake.state.withLock { $0.log = [] }
    _ = try await transfer().upload(path, bucket: "b", key: "k", remembering: notebook.memory)
    #expect(fake.log == ["GET upload", "PUT part 4", "PUT part 5", "PUT part 6", "POST upload"])
    #expect(fake.state.withLock { $0.objects["/b/k"] } == bytes)
    #expect(notebook.kept.withLock { $0 } == nil)
  }

  @Test func anUploadWhosePartsAreRefusedIsForgotten() async throws {
    try write(bytes)
    let notebook = Notebook()
    fake.state.withLock { $0.isCompleted = true }
    let memory = notebook.memory
    await #expect(throws: AWSError.self) {
      try await transfer().upload(path, bucket: "b", key: "k", remembering: memory)
    }
    #expect(notebook.kept.withLock { $0 } == nil)
    #expect(fake.log.last == "DELETE upload")
  }

  @Test func aPartWithOtherBytesIsSentAgain() async throws {
    try write(bytes)
    fake.state.withLock { $0.parts[2] = [UInt8](repeating: 0, count: 1000) }
    let memory = UploadMemory(earlier: UnfinishedUpload(uploadId: "u", partSize: 1000, checksum: .crc64nvme)) { _ in }
    _ = try await transfer().upload(path, bucket: "b", key: "k", remembering: memory)
    #expect(fake.log.contains("PUT part 2"))
    #expect(fake.state.withLock { $0.objects["/b/k"] } == bytes)
  }

  @Test func anUploadThatIsGoneBeginsAnew() async throws {
    try write(bytes)
    let memory = UploadMemory(earlier: UnfinishedUpload(uploadId: "gone", partSize: 1000, checksum: .crc64nvme)) { _ in
    }
    _ = try await transfer().upload(path, bucket: "b", key: "k", remembering: memory)
    #expect(fake.log.prefix(2) == ["GET upload", "POST create"])
    #expect(fake.state.withLock { $0.objects["/b/k"] } == bytes)
  }
}
