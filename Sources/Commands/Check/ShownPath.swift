/// Paths in reports for programs that know the repository but not this machine.
enum ShownPath {
  /// Relative to the working folder where it is below it; else as it is.
  static func relative(_ path: String) -> String {
    let folder = SourceReading.workingFolder + "/"
    return path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path
  }
}
