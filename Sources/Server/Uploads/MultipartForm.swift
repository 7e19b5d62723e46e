import Foundation
import Hummingbird
import HummingbirdCore
import NIOCore
import TaskFolder

/// A body of `multipart/form-data` (RFC 7578) whose parts were written to files, so that large ones take no memory.
struct MultipartForm: Sendable {
  struct Part: Hashable, Sendable {
    let name: String
    let fileName: String?
    let contentType: String?
    let path: String
    let size: Int
  }

  let parts: [Part]

  private static let mostParts = 1_000

  /// Reads the body of a request.
  ///
  /// - Parameters:
  ///   - limit: of the whole body, in bytes.
  ///   - folder: takes the parts, one file each. It exists, and is the caller's to remove.
  /// - Throws: ``ServerError`` for a body that is no such form, ends too early or is too large.
  static func read(_ request: Request, limit: Int, into folder: String) async throws -> MultipartForm {
    guard let type = request.headers[.contentType], let boundary = boundary(of: type) else {
      throw ServerError(.unsupportedMediaType, "the body has to be multipart/form-data")
    }
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit { throw tooLarge(limit) }
    var writer = PartWriter(folder: folder)
    var reader = MultipartReader(boundary: boundary)
    var size = 0
    for try await buffer in request.body {
      size += buffer.readableBytes
      guard size <= limit else { throw tooLarge(limit) }
      for piece in try reader.feed(Array(buffer.readableBytesView)) { try writer.take(piece) }
      guard writer.parts.count <= mostParts else { throw ServerError.badRequest("the form has too many parts") }
    }
    guard reader.isComplete else { throw ServerError.badRequest("the form ends before its last boundary") }
    try writer.finish()
    return MultipartForm(parts: writer.parts)
  }

  /// The parts of that name, in their order.
  func all(_ name: String) -> [Part] { parts.filter { $0.name == name } }

  /// The text of the only part of that name; nil when there is none.
  ///
  /// - Throws: ``ServerError`` when there are several, or it is too long or no text.
  func text(_ name: String, limit: Int = 64 << 20) throws -> String? {
    let found = all(name)
    guard found.count <= 1 else { throw ServerError.badRequest("the part '\(name)' was given more than once") }
    return try found.first.map { try Self.text(of: $0, limit: limit) }
  }

  static func text(of part: Part, limit: Int = 64 << 20) throws -> String {
    guard part.size <= limit else { throw ServerError(.contentTooLarge, "the part '\(part.name)' is too large") }
    guard let text = String(validating: try Disk.read(part.path), as: UTF8.self) else {
      throw ServerError.badRequest("the part '\(part.name)' is no UTF-8 text")
    }
    return text
  }

  private static func tooLarge(_ limit: Int) -> ServerError {
    ServerError(.contentTooLarge, "the body is larger than \(limit) bytes, which is as much as this server takes")
  }

  /// The boundary of a media type `multipart/form-data; boundary=…`.
  static func boundary(of type: String) -> String? {
    let parts = HeaderParameters(type)
    guard parts.value.lowercased() == "multipart/form-data", let boundary = parts["boundary"],
      (1...200).contains(boundary.utf8.count)
    else { return nil }
    return boundary
  }
}

/// Writes pieces of parts to a file each.
private struct PartWriter {
  let folder: String
  private(set) var parts: [MultipartForm.Part] = []
  private var head: HeaderParameters?
  private var type: String?
  private var file: FileHandle?
  private var size = 0

  init(folder: String) { self.folder = folder }

  private var path: String { folder + "/\(parts.count)" }

  mutating func take(_ piece: MultipartReader.Piece) throws {
    switch piece {
    case .head(let headers):
      try finish()
      let disposition = HeaderParameters(headers["content-disposition"] ?? "")
      guard disposition["name"] != nil else { throw ServerError.badRequest("a part of the form has no name") }
      (head, type, size) = (disposition, headers["content-type"], 0)
      try Disk.write([], to: path, mode: 0o600)
      guard let opened = FileHandle(forWritingAtPath: path) else { throw FileSystemError("write", path) }
      file = opened
    case .bytes(let bytes):
      size += bytes.count
      try file?.write(contentsOf: bytes)
    }
  }

  mutating func finish() throws {
    guard let head, let name = head["name"] else { return }
    try file?.close()
    parts.append(
      MultipartForm.Part(name: name, fileName: head["filename"], contentType: type, path: path, size: size))
    (self.head, file) = (nil, nil)
  }
}
