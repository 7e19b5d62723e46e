import Glibc

extension Disk {
  /// Makes a folder of a name that nobody else has: whoever asks for it removes it.
  ///
  /// - Parameters:
  ///   - parent: nil: that of `TMPDIR`, or `/tmp`.
  ///   - name: what its name begins with.
  package static func makeScratchFolder(in parent: String? = nil, named name: String) throws(FileSystemError) -> String
  {
    let variable = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    let parent = parent ?? (variable.isEmpty ? "/tmp" : variable)
    // Six of these are what mkdtemp puts a name of its own in place of.
    var template = Array("\(parent)/\(name)-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw FileSystemError("make a folder in", parent) }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
