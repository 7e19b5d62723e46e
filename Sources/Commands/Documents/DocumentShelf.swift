import Digest
import Glibc
package import HTTPStorage
package import TaskFolder

/// Copies of the web's documents on this machine, each with what tells whether it is still right.
///
/// A copy is a file named by the digest of its URL: a first line, the two header fields, an empty line, and the
/// document's bytes. Only its owner can read it, for a URL may be secret.
package struct DocumentShelf: Sendable {
  private let folder: String

  private static let firstLine = "martlet-document 1"

  package init(folder: String) { self.folder = folder }

  /// The user's own, by `XDG_CACHE_HOME`; nil where there is no place for it.
  static var ofUser: DocumentShelf? { UserCache.folder.map { DocumentShelf(folder: $0 + "/documents") } }

  /// The copy of a document; nil when there is none that can be read.
  package func copy(of url: String) -> WebContent? {
    guard let bytes = try? Disk.read(path(of: url)), let end = Self.endOfHead(bytes) else { return nil }
    let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count >= 3, lines[0] == Self.firstLine else { return nil }
    return WebContent(bytes: Array(bytes[(end + 2)...]), eTag: Self.field(lines[1]), lastModified: Self.field(lines[2]))
  }

  /// Keeps a copy.
  ///
  /// - Throws: `FileSystemError` when the folder cannot be written to.
  package func keep(_ document: WebContent, of url: String) throws(FileSystemError) {
    let head = [Self.firstLine, document.eTag ?? "", document.lastModified ?? ""].joined(separator: "\n") + "\n\n"
    try Disk.makeFolder(folder)
    try Disk.write(Array(head.utf8) + document.bytes, to: path(of: url), mode: 0o600)
  }

  private func path(of url: String) -> String { folder + "/" + ContentDigest.hexadecimal(of: Array(url.utf8)) }

  private static func field(_ line: Substring) -> String? { line.isEmpty ? nil : String(line) }

  /// Where the three lines end, which no field can hold more of: a field has no line ends.
  private static func endOfHead(_ bytes: [UInt8]) -> Int? {
    var lines = 0
    for (place, byte) in bytes.enumerated().prefix(65_536) where byte == UInt8(ascii: "\n") {
      lines += 1
      if lines == 3 { return bytes.dropFirst(place + 1).first == UInt8(ascii: "\n") ? place : nil }
    }
    return nil
  }
}
