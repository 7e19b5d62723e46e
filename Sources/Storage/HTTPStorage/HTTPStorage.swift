package import AWSClient
import TaskFolder
package import WorkflowModel

/// Files of the web, by `http://` and `https://` URLs: they can be read, and nothing else.
///
/// A ``StorageEntry/version`` is the ETag without its quotes, or the time of the last change where there is none.
package struct HTTPStorage: Storage {
  package let schemes: [String?] = ["http", "https"]
  private let client: WebClient

  package init(_ client: WebClient) { self.client = client }

  /// - Parameter transport: whoever made it shuts it down.
  package init(_ transport: any HTTPTransport) { self.init(WebClient(transport)) }

  package func read(_ file: FileReference, limit: Int) async throws -> [UInt8] {
    try await content(of: file, limit: limit)?.bytes ?? []
  }

  package func readTail(_ file: FileReference, count: Int) async throws -> [UInt8] {
    try await doing("read the end of", file) { try await client.tail($0, count: count) }
  }

  /// The whole content, which must not be longer than `limit` bytes, with what tells whether it has changed.
  ///
  /// - Parameter known: what was had earlier: when that is still what the server has, nothing is sent again.
  /// - Returns: nil when `known` is still right.
  /// - Throws: ``ExecutionError``: `network` when no server was reached, `service` when it cannot answer now.
  package func content(
    of file: FileReference, limit: Int, unless known: WebContent? = nil
  ) async throws -> WebContent? {
    try await doing("read", file) { try await client.content($0, limit: limit, unless: known) }
  }

  package func look(at file: FileReference) async throws -> StorageEntry? {
    guard let look = try await doing("look at", file, { try await client.look(at: $0) }) else { return nil }
    guard let size = look.size else {
      throw ExecutionError(.notReadable, "cannot look at \(file.redacted): the server does not tell its size")
    }
    return StorageEntry(reference: file, isFolder: false, size: size, version: look.version)
  }

  /// What the server tells of a file; nil when there is no such file.
  package func properties(of file: FileReference) async throws -> WebLook? {
    try await doing("look at", file) { try await client.look(at: $0) }
  }

  package func list(_ folder: FileReference) async throws -> [StorageEntry] {
    throw ExecutionError(
      .unsupported, "cannot list \(folder.redacted): the web has no folders", help: "name its files one by one")
  }

  package func download(_ file: FileReference, to path: String) async throws {
    try await doing("download", file) { address in
      try Disk.makeFolder(Disk.parent(of: path))
      try await client.download(address, to: path)
    }
  }

  package func write(_ bytes: [UInt8], to file: FileReference) async throws { throw Self.refusal("write", file) }

  package func upload(_ path: String, to file: FileReference) async throws { throw Self.refusal("upload to", file) }

  package func copy(_ file: FileReference, to target: FileReference) async throws {
    throw Self.refusal("copy to", target)
  }

  package func delete(_ file: FileReference) async throws { throw Self.refusal("delete", file) }

  private static func refusal(_ action: String, _ file: FileReference) -> ExecutionError {
    ExecutionError(
      .unsupported, "cannot \(action) \(file.redacted): files of the web are only read",
      help: "name a folder of this machine or of S3")
  }

  private func doing<Result>(
    _ action: String, _ file: FileReference, _ body: (WebAddress) async throws -> Result
  ) async throws -> Result {
    let address = try WebAddress(file)
    do {
      return try await body(address)
    } catch {
      throw ExecutionError.web(error, while: "cannot \(action) \(file.redacted)")
    }
  }
}
