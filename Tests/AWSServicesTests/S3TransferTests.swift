import AWSClient
import Synchronization
import Testing

@testable import AWSServices

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct S3TransferTests {
  private let fake = FakeS3()
  private let path = "/tmp/aws-services-tests-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"

  private func transfer() -> S3Transfer {
    S3Transfer(fake.client(), settings: S3Transfer.Settings(partSize: 1000, parallelism: 3))
  }

  private static func bytes(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 13) } }

  private func write(_ bytes: [UInt8]) throws {
    let descriptor = creat(path, 0o600)
    defer { close(descriptor) }
    try bytes.withUnsafeBytes { try LocalFile.write($0, to: descriptor, offset: 0, path: path) }
  }

  private func hold(_ bytes: [UInt8]) { fake.state.withLock { $0.objects["/b/k"] = bytes } }

  private func fail(_ operation: String, _ status: Int) { fake.state.withLock { $0.failures[operation] = status } }

  /// Files in the folder of `path` that belong to this test.
  private func leftovers() -> [String] {
    var names: [String] = []
    guard let folder = opendir("/tmp") else { return [] }
    defer { closedir(folder) }
    let name = String(path.dropFirst("/tmp/".count))
    while let entry = readdir(folder) {
      let found = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if found.contains(name) { names.append(found) }
    }
    return names
  }

  @Test(arguments: [0, 1, 999, 1000, 1001, 2000, 2001, 10_500]) func whatGoesUpComesDown(_ count: Int) async throws {
    let bytes = Self.bytes(count)
    try write(bytes)
    let up = try await transfer().upload(path, bucket: "b", key: "k")
    #expect(up.size == Int64(count))
    #expect(fake.state.withLock { $0.objects["/b/k"] } == bytes)
    for size in [nil, Int64(count)] {
      unlink(path)
      let down = try await transfer().download(bucket: "b", key: "k", to: path, size: size)
      #expect(down == S3Transfer.Object(size: Int64(count), eTag: "\"\(count)\""))
      #expect(try LocalFile.content(path) == bytes)
    }
    unlink(path)
    #expect(leftovers().isEmpty)
  }

  @Test func aPartThatFailsIsSentAgain() async throws {
    try write(Self.bytes(5000))
    fail("PUT part 3", 503)
    _ = try await transfer().upload(path, bucket: "b", key: "k")
    #expect(fake.log.filter { $0 == "PUT part 3" }.count == 2)
    #expect(fake.state.withLock { $0.objects["/b/k"] } == Self.bytes(5000))
    unlink(path)
  }

  @Test func anUploadThatFailsIsAborted() async throws {
    try write(Self.bytes(5000))
    fail("PUT part 2", 403)
    let error = await #expect(throws: AWSError.self) { try await transfer().upload(path, bucket: "b", key: "k") }
    #expect(error?.operation == "S3 UploadPart" && error?.subject == "s3://b/k")
    #expect(fake.log.last == "DELETE upload")
    #expect(fake.state.withLock { $0.objects.isEmpty })
    unlink(path)
  }

  @Test func anUploadThatIsCancelledIsAborted() async throws {
    let transfer = transfer()
    let task = Task {
      try await transfer.withUpload(
        bucket: "b", key: "k", options: ObjectOptions(), plan: PartPlan(size: 5, partSize: 1)
      ) { _, _ in
        withUnsafeCurrentTask { $0?.cancel() }
        throw CancellationError()
      }
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(fake.log == ["POST create", "DELETE upload"])
  }

  @Test func anObjectThatChangesMeanwhileIsAnErrorAndLeavesNothing() async throws {
    hold(Self.bytes(5000))
    let error = await #expect(throws: AWSError.self) {
      try await transfer().download(bucket: "b", key: "k", to: path, eTag: "\"other\"")
    }
    #expect(error?.status == 412)
    #expect(leftovers().isEmpty)
  }

  @Test func aMissingObjectLeavesNothing() async throws {
    let error = await #expect(throws: AWSError.self) {
      try await transfer().download(bucket: "b", key: "none", to: path)
    }
    #expect(error?.isNotFound == true)
    #expect(leftovers().isEmpty)
  }

  @Test func aFolderThatIsNotThereIsNamed() async throws {
    hold([1])
    let error = await #expect(throws: AWSError.self) {
      try await transfer().download(bucket: "b", key: "k", to: path + "/no/such")
    }
    #expect(error?.kind == .file && error?.message.contains("No such file or directory") == true)
    #expect(fake.log.isEmpty)
  }

  @Test func aFolderCannotBeUploaded() async throws {
    let error = await #expect(throws: AWSError.self) { try await transfer().upload("/tmp", bucket: "b", key: "k") }
    #expect(error?.kind == .file)
  }
}
