import JSONText
import TaskFolder

/// Objects that were written to files.
enum JSONFile {
  /// - Parameter limit: bytes; a longer file is as one that is not there.
  /// - Returns: nil when there is no such file, or it holds something else.
  static func object(at path: String, limit: Int = .max) -> JSONObject? {
    guard let bytes = try? Disk.read(path, limit: limit) else { return nil }
    return (try? JSONParser.parse(bytes))?.object
  }
}
