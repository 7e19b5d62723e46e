/// Brings a path into the one form that equal paths share.
enum PathNormalization {
  /// Without `.`, `..` (where a name goes before it), doubled slashes and a slash at the end. URLs lose only the slash.
  static func normalized(_ path: String) -> String {
    guard !path.contains("://") else { return ValueText.withoutSlash(path) }
    let isAbsolute = isAbsolute(path)
    var names: [Substring] = []
    for name in path.split(separator: "/") where name != "." {
      if name == "..", let last = names.last, last != ".." {
        names.removeLast()
      } else if name != ".." || !isAbsolute {
        names.append(name)
      }
    }
    return (isAbsolute ? "/" : "") + names.joined(separator: "/")
  }

  /// Whether the path needs no folder to start from.
  static func isAbsolute(_ path: String) -> Bool {
    path.utf8.first == UInt8(ascii: "/") || path.contains("://")
  }
}
