import Glibc

/// What the system says of processes.
enum ProcessTable {
  /// Whether a process has ended, though its status may wait to be taken.
  static func isGone(_ process: Int32) -> Bool {
    guard let file = fopen("/proc/\(process)/stat", "r") else { return true }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    guard fgets(&line, 255, file) != nil else { return true }
    let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return text.split(separator: ")").last?.first { $0 != " " } == "Z"
  }
}
