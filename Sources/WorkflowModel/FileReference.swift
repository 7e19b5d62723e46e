import SourceText

/// Names a file or a folder, wherever it lies.
///
/// An absolute path of this machine (`/data/a.bam`) or a URL (`s3://bucket/key`, `https://host/a.bam`). Two references
/// are the same when they are spelled the same; a folder carries no slash at its end.
package struct FileReference: Hashable, Sendable {
  package let location: String

  /// - Parameter location: an absolute path or a URL; `file://` is taken off.
  package init(_ location: String) {
    var location = location.hasPrefix("file://") ? String(location.dropFirst(7)) : location
    while location.utf8.count > 1, location.utf8.last == UInt8(ascii: "/") { location.removeLast() }
    self.location = location
  }

  /// The part before `://` in lower case; nil for a path of this machine.
  package var scheme: String? {
    guard let end = location.range(of: "://") else { return nil }
    return location[..<end.lowerBound].lowercased()
  }

  /// As people may see it, in messages and logs: a web address without login and query, which may be secret.
  package var redacted: String { WebText.redacted(address: location) }

  package var isLocal: Bool { scheme == nil }

  /// The last part of the path: `a.bam`. A URL's query is not part of it.
  package var name: String {
    String(pathText.split(separator: "/", omittingEmptySubsequences: true).last ?? "")
  }

  /// Without the query and fragment of a web address.
  private var pathText: Substring {
    guard let scheme, scheme.hasPrefix("http") else { return location[...] }
    return location.prefix { $0 != "?" && $0 != "#" }
  }

  /// The folder that holds it.
  package var parent: FileReference {
    let path = pathText
    guard let slash = path.lastIndex(of: "/") else { return self }
    return FileReference(path[..<slash].isEmpty ? "/" : String(path[..<slash]))
  }

  /// What lies at `path` below this folder; an absolute path or URL stands for itself.
  package func appending(_ path: String) -> FileReference {
    if path.hasPrefix("/") || path.contains("://") { return FileReference(path) }
    if path.isEmpty || path == "." { return self }
    return FileReference(location.hasSuffix("/") ? location + path : location + "/" + path)
  }
}

extension String {
  /// Where `needle` first stands; the standard library has no such search without Foundation.
  package func range(of needle: String) -> Range<String.Index>? {
    let needle = Array(needle.utf8)
    guard let first = needle.first else { return startIndex..<startIndex }
    var place = utf8.startIndex
    while let start = utf8[place...].firstIndex(of: first) {
      if utf8[start...].starts(with: needle) {
        return start..<utf8.index(start, offsetBy: needle.count)
      }
      place = utf8.index(after: start)
    }
    return nil
  }
}

extension FileReference {
  /// The same local path without `.`, `..` and doubled slashes, as far as its text tells. URLs are left alone.
  package var normalized: FileReference {
    guard isLocal, location.hasPrefix("/") else { return self }
    var parts: [Substring] = []
    for part in location.split(separator: "/", omittingEmptySubsequences: true) where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return FileReference("/" + parts.joined(separator: "/"))
  }
}
