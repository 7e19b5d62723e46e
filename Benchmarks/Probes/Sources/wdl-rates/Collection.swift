import Glibc
import SourceText

/// WDL documents in memory, by their path.
struct Collection {
  private(set) var documents: [(path: String, bytes: [UInt8])] = []
  private var places: [String: Int] = [:]

  var count: Int { documents.count }
  var size: Int { documents.reduce(0) { $0 + $1.bytes.count } }

  /// Reads the files and, of folders, every `.wdl` file below.
  init(_ paths: [String]) throws {
    for path in paths { try add(path) }
    documents.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    for (place, document) in documents.enumerated() { places[document.path] = place }
  }

  /// - Throws: ``MissingDocument`` for what is not in the collection.
  func bytes(of path: String) throws -> [UInt8] {
    guard let place = places[path] else { throw MissingDocument(path: path) }
    return documents[place].bytes
  }

  private mutating func add(_ path: String) throws {
    guard let folder = opendir(path) else {
      if path.hasSuffix(".wdl") { documents.append((path, try Self.read(path))) }
      return
    }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { raw in
        String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { try add(path + "/" + name) }
    }
  }

  private static func read(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "rb") else { throw MissingDocument(path: path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&part, 1, part.count, file), count > 0 { bytes += part[..<count] }
    return bytes
  }
}

struct MissingDocument: Error, CustomStringConvertible {
  let path: String
  var description: String { "there is no document \(path)" }
}
