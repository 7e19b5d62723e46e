import AWSClient
import Digest
import Glibc
import Synchronization
import TaskAgent
import TaskFolder
import TaskManifest

/// Objects in memory that behave: what is written can be read, an ETag is a digest of the bytes, a list is sorted.
final class FakeObjectStore: ObjectStore {
  /// What happens to a call before it is served.
  enum Trouble: Sendable {
    /// It waits until it is cancelled.
    case waits
    case fails(ObjectStoreError)
  }

  private struct State {
    var objects: [ObjectAddress: [UInt8]] = [:]
    var trouble: [ObjectAddress: Trouble] = [:]
    var writes: [ObjectAddress] = []
    var downloads: [ObjectAddress] = []
    var settings = ManifestObjects()
  }

  private let state = Mutex(State())
  /// Yields the address of each call that waits.
  let waiting: AsyncStream<ObjectAddress>
  private let waits: AsyncStream<ObjectAddress>.Continuation

  init() { (waiting, waits) = AsyncStream.makeStream() }

  func with(_ objects: ManifestObjects) -> Self {
    state.withLock { $0.settings = objects }
    return self
  }

  /// What the task's manifest says of objects.
  var settings: ManifestObjects { state.withLock { $0.settings } }

  subscript(_ url: String) -> String? {
    get {
      ObjectAddress(url).flatMap { address in state.withLock { $0.objects[address] } }.map {
        String(decoding: $0, as: UTF8.self)
      }
    }
    set {
      guard let address = ObjectAddress(url) else { return }
      state.withLock { $0.objects[address] = newValue.map { Array($0.utf8) } }
    }
  }

  /// All addresses, sorted.
  var urls: [String] { state.withLock { $0.objects.keys.map(\.description) }.sorted() }

  /// What was uploaded or written, in that order.
  var writes: [String] { state.withLock { $0.writes.map(\.description) } }

  /// What was downloaded, in that order.
  var downloads: [String] { state.withLock { $0.downloads.map(\.description) } }

  func trouble(_ trouble: Trouble, at url: String) {
    guard let address = ObjectAddress(url) else { return }
    state.withLock { $0.trouble[address] = trouble }
  }

  static func etag(_ text: String) -> String { etag(Array(text.utf8)) }

  private static func etag(_ bytes: [UInt8]) -> String {
    String(Hexadecimal.encode(SHA256.digest(of: bytes)).prefix(32))
  }

  private func meet(_ address: ObjectAddress) async throws {
    try Task.checkCancellation()
    switch state.withLock({ $0.trouble[address] }) {
    case nil: break
    case .fails(let error): throw error
    case .waits:
      waits.yield(address)
      try await Task.sleep(for: .seconds(86_400))
    }
  }

  private func bytes(_ address: ObjectAddress) throws -> [UInt8] {
    guard let bytes = state.withLock({ $0.objects[address] }) else {
      throw ObjectStoreError(.missing, "\(address) does not exist")
    }
    return bytes
  }

  private func store(_ bytes: [UInt8], _ address: ObjectAddress) -> StoredObject {
    state.withLock {
      $0.objects[address] = bytes
      $0.writes.append(address)
    }
    return StoredObject(address: address, size: Int64(bytes.count), etag: Self.etag(bytes))
  }

  func read(_ object: ObjectAddress) async throws -> [UInt8] {
    try await meet(object)
    return try bytes(object)
  }

  func read(_ object: ObjectAddress, _ range: ClosedRange<Int64>) async throws -> [UInt8] {
    let bytes = try await read(object)
    return Array(bytes.dropFirst(Int(range.lowerBound)).prefix(Int(range.upperBound - range.lowerBound) + 1))
  }

  func list(_ prefix: ObjectAddress) async throws -> [StoredObject] {
    try await meet(prefix)
    let objects = state.withLock { $0.objects }
    return objects.filter { $0.key.bucket == prefix.bucket && $0.key.key.hasPrefix(prefix.key) }
      .sorted { $0.key.key < $1.key.key }
      .map { StoredObject(address: $0, size: Int64($1.count), etag: Self.etag($1)) }
  }

  func download(_ object: ObjectAddress, size: Int64?, etag: String?, to path: String) async throws -> StoredObject {
    state.withLock { $0.downloads.append(object) }
    try await meet(object)
    let bytes = try bytes(object)
    guard etag.map(StoredObject.withoutQuotes) ?? Self.etag(bytes) == Self.etag(bytes) else {
      throw ObjectStoreError(.changed, "\(object) has changed since the task was written")
    }
    try Disk.write(bytes, to: path)
    return StoredObject(address: object, size: Int64(bytes.count), etag: Self.etag(bytes))
  }

  func upload(_ path: String, to object: ObjectAddress) async throws -> StoredObject {
    try await meet(object)
    return store(try Disk.read(path), object)
  }

  func write(_ bytes: [UInt8], to object: ObjectAddress) async throws {
    try await meet(object)
    _ = store(bytes, object)
  }
}
