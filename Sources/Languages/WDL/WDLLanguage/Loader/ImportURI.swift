/// How imports name documents.
///
/// Source: specification, Import URIs.
package enum ImportURI {
  /// The source of an imported document: a URL as it is, a path or the path of a URL relative to its importer.
  package static func resolve(_ uri: String, from importer: String) -> String {
    if scheme(of: uri) != nil { return uri.hasPrefix("file://") ? String(uri.dropFirst(7)) : uri }
    guard let scheme = scheme(of: importer) else {
      return uri.hasPrefix("/") ? uri : joined(folder(of: importer), uri)
    }
    let rest = importer.dropFirst(scheme.count + 3)
    let hostEnd = rest.firstIndex(of: "/") ?? rest.endIndex
    let root = importer[..<hostEnd]
    if uri.hasPrefix("/") { return root + uri }
    let path = rest[hostEnd...].prefix { $0 != "?" && $0 != "#" }
    return root + "/" + joined(folder(of: String(path.drop { $0 == "/" })), uri)
  }

  /// The name under which a document is imported that is given none: its file name without `.wdl`.
  package static func namespace(of uri: String) -> String {
    let path = uri.prefix { $0 != "?" && $0 != "#" }
    let name = path.split(separator: "/").last.map(String.init) ?? String(path)
    return name.hasSuffix(".wdl") ? String(name.dropLast(4)) : name
  }

  /// `https` of `https://…`.
  private static func scheme(of uri: String) -> Substring? {
    guard let colon = uri.firstIndex(of: ":"), uri[colon...].hasPrefix("://"), colon != uri.startIndex else {
      return nil
    }
    let scheme = uri[..<colon]
    return scheme.allSatisfy { $0.isLetter || $0.isNumber || $0 == "+" || $0 == "-" || $0 == "." } ? scheme : nil
  }

  /// With its slash at the end; empty when there is none.
  private static func folder(of path: String) -> Substring {
    path.lastIndex(of: "/").map { path[...$0] } ?? ""
  }

  /// Joins and takes `.` and `..` out where that is possible.
  private static func joined(_ folder: Substring, _ path: String) -> String {
    var parts: [Substring] = []
    let whole = folder + path
    for part in whole.split(separator: "/", omittingEmptySubsequences: true) {
      switch part {
      case ".": continue
      case ".." where !parts.isEmpty && parts.last != "..": parts.removeLast()
      case ".." where parts.isEmpty && whole.hasPrefix("/"): continue
      default: parts.append(part)
      }
    }
    return (whole.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}
