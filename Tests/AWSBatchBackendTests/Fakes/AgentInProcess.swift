import Glibc
import TaskAgent
import TaskFolder
import TaskManifest

/// A container of the fake Batch: the real agent, run in this process against the fake S3.
struct AgentInProcess: Sendable {
  let s3: FakeS3

  func callAsFunction(_ job: FakeBatch.Job) async -> FakeBatch.End {
    let null = open("/dev/null", O_WRONLY)
    defer { close(null) }
    var variables = ["PATH": "/usr/bin:/bin"]
    if let index = job.index { variables["AWS_BATCH_JOB_ARRAY_INDEX"] = String(index) }
    let agent = Agent(
      environment: variables, stops: job.stops, streams: AgentStreams(output: null, error: null)
    ) { [s3] _, _ in FakeObjectStore(s3: s3) }
    let status = await agent.run(Array(job.command.dropFirst()))
    return FakeBatch.End(exitCode: status)
  }
}

/// The agent's view of the fake S3.
struct FakeObjectStore: ObjectStore {
  let s3: FakeS3

  func with(_ objects: ManifestObjects) -> FakeObjectStore { self }

  func read(_ object: ObjectAddress) async throws -> [UInt8] {
    guard let bytes = s3[object.bucket, object.key] else { throw ObjectStoreError(.missing, "there is no \(object)") }
    return bytes
  }

  func read(_ object: ObjectAddress, _ range: ClosedRange<Int64>) async throws -> [UInt8] {
    let bytes = try await read(object)
    return Array(bytes.dropFirst(Int(range.lowerBound)).prefix(Int(range.upperBound - range.lowerBound) + 1))
  }

  func list(_ prefix: ObjectAddress) async throws -> [StoredObject] {
    s3.keys(prefix.bucket).filter { $0.hasPrefix(prefix.key) }.map {
      stored(ObjectAddress(bucket: prefix.bucket, key: $0), s3[prefix.bucket, $0] ?? [])
    }
  }

  func download(_ object: ObjectAddress, size: Int64?, etag: String?, to path: String) async throws -> StoredObject {
    let bytes = try await read(object)
    let stored = stored(object, bytes)
    guard etag == nil || etag == stored.etag else { throw ObjectStoreError(.changed, "\(object) has changed") }
    try Disk.write(bytes, to: path)
    return stored
  }

  func upload(_ path: String, to object: ObjectAddress) async throws -> StoredObject {
    let bytes = try Disk.read(path)
    try await write(bytes, to: object)
    return stored(object, bytes)
  }

  func write(_ bytes: [UInt8], to object: ObjectAddress) async throws { s3[object.bucket, object.key] = bytes }

  private func stored(_ address: ObjectAddress, _ bytes: [UInt8]) -> StoredObject {
    StoredObject(address: address, size: Int64(bytes.count), etag: FakeS3.Object(bytes: bytes).etag)
  }
}
