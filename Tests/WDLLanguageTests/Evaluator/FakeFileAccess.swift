import Synchronization
import WDLLanguage

/// Files in memory, as a task with the working folder `/task` sees them.
final class FakeFileAccess: FileAccess {
  private let contents: Mutex<[String: [UInt8]]>

  init(_ texts: [String: String] = [:]) {
    contents = Mutex(Dictionary(uniqueKeysWithValues: texts.map { (Self.absolute($0), Array($1.utf8)) }))
  }

  struct Missing: Error, CustomStringConvertible {
    let path: String
    var description: String { "there is no file `\(path)`" }
  }

  /// What was written to a path, as text.
  func text(_ path: String) -> String? {
    contents.withLock { $0[Self.absolute(path)] }.map { String(decoding: $0, as: UTF8.self) }
  }

  func read(_ path: String) async throws -> [UInt8] {
    guard let bytes = contents.withLock({ $0[Self.absolute(path)] }) else { throw Missing(path: path) }
    return bytes
  }

  func size(_ path: String) async throws -> Int64? {
    let path = Self.absolute(path)
    return contents.withLock { contents in
      if let bytes = contents[path] { return Int64(bytes.count) }
      let below = contents.filter { $0.key.hasPrefix(path + "/") }
      return below.isEmpty ? nil : below.reduce(0) { $0 + Int64($1.value.count) }
    }
  }

  func write(_ bytes: [UInt8], stem: String, suffix: String) async throws -> String {
    var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let path = "/task/\(stem)-\(String(digest, radix: 16))\(suffix)"
    contents.withLock { $0[path] = bytes }
    return path
  }

  /// Knows `*` at the end of a pattern only.
  func glob(_ pattern: String) async throws -> [String] {
    let wanted = Self.absolute(pattern)
    return contents.withLock { contents in
      contents.keys.filter { wanted.hasSuffix("*") ? $0.hasPrefix(wanted.dropLast()) : $0 == wanted }.sorted()
    }
  }

  func stdout() async throws -> String { "/task/stdout" }
  func stderr() async throws -> String { "/task/stderr" }
  func resolve(_ path: String) async throws -> String { Self.absolute(path) }

  private static func absolute(_ path: String) -> String {
    path.hasPrefix("/") || path.contains("://") ? path : "/task/" + path
  }
}
