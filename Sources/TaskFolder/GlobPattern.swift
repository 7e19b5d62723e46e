import Glibc

/// A shell's pattern for paths: `*`, `?`, `[…]`, `{a,b}`. `**` is two stars; a dot at the start must be spelled.
struct GlobPattern {
  let text: String

  /// The names of everything that matches, in any order, as C strings.
  ///
  /// - Parameter folder: where the pattern starts; it is taken literally. A pattern that starts with a slash goes on
  ///   right after it, an empty one stands for it.
  func matches(in folder: String) throws(FileSystemError) -> [[CChar]] {
    var found = glob_t()
    defer { globfree(&found) }
    let prefix = Self.literal(folder) + (text.isEmpty || text.hasPrefix("/") ? "" : "/")
    switch glob(prefix + text, GLOB_BRACE | GLOB_NOSORT, nil, &found) {
    case 0: break
    case GLOB_NOMATCH: return []
    case GLOB_NOSPACE: throw FileSystemError("match", text, number: ENOMEM, isWriting: false)
    default: throw FileSystemError("match", text, number: EIO, isWriting: false)
    }
    return (0..<Int(found.gl_pathc)).compactMap { index in
      found.gl_pathv[index].map { path in Array(UnsafeBufferPointer(start: path, count: strlen(path) + 1)) }
    }
  }

  /// The text as a pattern that matches nothing but itself.
  private static func literal(_ text: String) -> String {
    var escaped = ""
    for character in text.unicodeScalars {
      if "*?[]{},\\~".unicodeScalars.contains(character) { escaped.unicodeScalars.append("\\") }
      escaped.unicodeScalars.append(character)
    }
    return escaped
  }
}
