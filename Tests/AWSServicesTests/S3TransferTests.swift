import Synchronization
import Testing

@testable import AWSClient
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
    let moved = Mutex<Int64>(0)
    let telling = transfer().telling { count in moved.withLock { $0 += count } }
    let up = try await telling.upload(path, bucket: "b", key: "k")
    #expect(up.size == Int64(count))
    #expect(moved.withLock { $0 } == Int64(count))
    #expect(fake.state.withLock { $0.objects["/b/k"] } == bytes)
    for size in [nil, Int64(count)] {
      unlink(path)
      moved.withLock { $0 = 0 }
      let down = try await telling.download(bucket: "b", key: "k", to: path, size: size)
      #expect(moved.withLock { $0 } == Int64(count))
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

  @Test(arguments: [1500, 5000]) func whatBreaksOffGoesOnWhereItWas(_ count: Int) async throws {
    hold(Self.bytes(count))
    fake.state.withLock { $0.breaks = [700, 1] }
    _ = try await transfer().download(bucket: "b", key: "k", to: path, size: Int64(count))
    #expect(try LocalFile.content(path) == Self.bytes(count))
    let ranges = fake.state.withLock { $0.fields.compactMap { $0["Range"] } }
    if count == 1500 { #expect(ranges == ["bytes=700-1499", "bytes=701-1499"]) }
    unlink(path)
  }

  @Test(arguments: [ChecksumAlgorithm.crc32, .crc32c, .crc64nvme, .sha256], [1500, 5000])
  func whatComesIsHeldToTheChecksumOfTheWhole(_ algorithm: ChecksumAlgorithm, _ count: Int) async throws {
    let bytes = Self.bytes(count)
    hold(bytes)
    fake.state.withLock { state in
      state.checksum = (algorithm.fieldName, Checksum.base64(algorithm, of: bytes))
      state.corruptions = 2
      state.breaks = [700]
    }
    _ = try await transfer().download(bucket: "b", key: "k", to: path, size: Int64(count))
    let isHeld = algorithm != .sha256 || count == 1500
    #expect(try (LocalFile.content(path) == bytes) == isHeld)
    unlink(path)
  }

  @Test func bytesThatStayWrongAreAnErrorAndLeaveNothing() async throws {
    hold(Self.bytes(5000))
    fake.state.withLock { $0.checksum = ("x-amz-checksum-crc32", "AAAAAA==") }
    let error = await #expect(throws: AWSError.self) {
      try await transfer().download(bucket: "b", key: "k", to: path)
    }
    #expect(error?.kind == .response && error?.message.contains("the object has AAAAAA==") == true)
    #expect(leftovers().isEmpty)
  }

  @Test func theChecksumOfPartsIsPassedOver() async throws {
    hold(Self.bytes(1500))
    fake.state.withLock { $0.checksum = ("x-amz-checksum-crc32", "AAAAAA==-2") }
    _ = try await transfer().download(bucket: "b", key: "k", to: path)
    #expect(try LocalFile.content(path) == Self.bytes(1500))
    unlink(path)
  }

  @Test(arguments: [1500, 5000]) func aServiceThatDoesNotKnowTheChecksumGetsAnOlderOne(_ count: Int) async throws {
    try write(Self.bytes(count))
    fake.state.withLock { $0.refused = .crc64nvme }
    let transfer = transfer()
    for _ in 0..<2 { _ = try await transfer.upload(path, bucket: "b", key: "k") }
    #expect(fake.state.withLock { $0.objects["/b/k"] } == Self.bytes(count))
    let refused = fake.state.withLock { state in
      state.fields.filter {
        [$0["x-amz-sdk-checksum-algorithm"], $0["x-amz-checksum-algorithm"]].contains("CRC64NVME")
      }.count
    }
    #expect(refused == 1)
    unlink(path)
  }

  @Test(arguments: ["Fri, 01 Jan 2100 00:00:00 GMT", "Mon, 01 Jan 2001 00:00:00 GMT"])
  func anUploadWhoseLastAnswerWasLostIsTheObjectThatIsThere(modified: String) async throws {
    try write(Self.bytes(5000))
    fake.state.withLock { ($0.losesCompletion, $0.modified) = (true, modified) }
    let isNew = modified.contains("2100")
    let result = await Result { try await transfer().upload(path, bucket: "b", key: "k") }
    if isNew {
      #expect(try result.get() == S3Transfer.Object(size: 5000, eTag: "\"whole-5\""))
      #expect(!fake.log.contains("DELETE upload"))
    } else {
      let error = #expect(throws: AWSError.self) { try result.get() }
      #expect(error?.code == "NoSuchUpload")
    }
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
      ) { _, _, _ in
        withUnsafeCurrentTask { $0?.cancel() }
        throw CancellationError()
      }
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(fake.log == ["POST create", "DELETE upload"])
  }

  @Test func anUploadThatIsCancelledWhileItIsCreatedIsAborted() async throws {
    try write(Self.bytes(5000))
    let (asked, ask) = AsyncStream<Void>.makeStream()
    let (answers, answer) = AsyncStream<Void>.makeStream()
    fake.state.withLock { state in
      state.beforeCreation = {
        ask.yield()
        for await _ in answers { break }
        try Task.checkCancellation()
      }
    }
    let task = Task { [transfer = transfer(), path] in try await transfer.upload(path, bucket: "b", key: "k") }
    for await _ in asked { break }
    task.cancel()
    answer.yield()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(fake.log.first == "POST create" && fake.log.last == "DELETE upload")
    unlink(path)
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

  @Test func aPipeIsNoFileAndWaitsForNobody() async throws {
    #expect(mkfifo(path, 0o600) == 0)
    let up = await #expect(throws: AWSError.self) { try await transfer().upload(path, bucket: "b", key: "k") }
    #expect(up?.kind == .file)
    hold([1])
    let down = await #expect(throws: AWSError.self) { try await transfer().download(bucket: "b", key: "k", to: path) }
    #expect(down?.kind == .file)
    unlink(path)
    #expect(leftovers().isEmpty)
  }

  @Test func aFileThatChangesMeanwhileIsNotTakenForWhole() async throws {
    try write(Self.bytes(5000))
    let transfer = transfer().telling { [path] _ in
      let file = open(path, O_WRONLY | O_APPEND)
      Glibc.write(file, "x", 1)
      close(file)
    }
    let error = await #expect(throws: AWSError.self) { try await transfer.upload(path, bucket: "b", key: "k") }
    #expect(error?.kind == .file && error?.message.contains("changed meanwhile") == true)
    #expect(fake.log.last == "DELETE upload")
    unlink(path)
  }

  @Test func aFolderCannotBeUploaded() async throws {
    let error = await #expect(throws: AWSError.self) { try await transfer().upload("/tmp", bucket: "b", key: "k") }
    #expect(error?.kind == .file)
  }
}

extension Result where Failure == any Error {
  fileprivate init(_ body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
