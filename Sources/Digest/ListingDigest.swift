/// Tells whether the files below a folder are those that somebody saw: a digest of their names, sizes and versions.
package struct ListingDigest: Hashable, Sendable {
  /// 64 digits in lower-case hexadecimal.
  package let hexadecimal: String

  /// - Parameter files: paths below the folder, in any order; sizes in bytes; versions as the store names them (an ETag
  ///   without quotes), nil where it names none.
  package init(_ files: [(path: String, size: Int64, version: String?)]) {
    let lines = files.map { "\($0.path.utf8.count) \($0.path) \($0.size) \($0.version ?? "")" }
    hexadecimal = ContentDigest.hexadecimal(of: Array(lines.sorted().joined(separator: "\n").utf8))
  }
}
