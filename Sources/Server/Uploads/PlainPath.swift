import TaskFolder

/// Paths that strangers say: relative ones of plain names, which lead nowhere else.
enum PlainPath {
  private static let longest = 2_000
  private static let deepest = 64
  private static let longestName = 255

  /// The path in UTF-8 without the slash at a folder's end; nil when it is none.
  static func read(_ bytes: ArraySlice<UInt8>) -> (path: String, isFolder: Bool)? {
    let isFolder = bytes.last == UInt8(ascii: "/")
    let path = isFolder ? bytes.dropLast() : bytes
    let parts = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let isLegal = parts.allSatisfy { part in
      !part.isEmpty && part.count <= longestName && !part.elementsEqual(".".utf8) && !part.elementsEqual("..".utf8)
    }
    guard isLegal, parts.count <= deepest, bytes.count <= longest,
      !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") })
    else { return nil }
    return String(validating: path, as: UTF8.self).map { ($0, isFolder) }
  }

  /// What cannot be beside the others; nil when all of them can.
  static func clash(in paths: [(path: String, isFolder: Bool)]) -> String? {
    var kinds: [String: Bool] = [:]
    for (path, isFolder) in paths {
      if let kind = kinds.updateValue(isFolder, forKey: path), !kind || !isFolder { return "`\(path)` is in it twice" }
    }
    for (path, _) in paths {
      var folder = Disk.parent(of: path)
      while folder != "." {
        if kinds[folder] == false { return "`\(folder)` is a file in it, and a folder" }
        folder = Disk.parent(of: folder)
      }
    }
    return nil
  }
}
