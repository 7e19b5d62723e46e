import Glibc
import ServerModel
import TaskFolder

/// The token of whoever started the server for the first time: kept in a file that only they can read, since the server
/// itself knows digests.
struct FirstToken {
  private let path: String

  init(_ settings: ServerSettings) { path = settings.dataFolder + "/token" }

  /// Makes it when there are no users yet.
  ///
  /// - Returns: nil when the file has been removed, or its token is not known any more.
  /// - Throws: ``ExecutionError``.
  func token(of users: UserStore) throws -> String? {
    if try users.all().isEmpty {
      let token = try users.issue(to: Self.user)
      try onDisk { () throws(FileSystemError) in try Disk.write(Array((token + "\n").utf8), to: path, mode: 0o600) }
      return token
    }
    guard let bytes = try? Disk.read(path, limit: 1_024) else { return nil }
    let token = String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
    return try users.name(of: token) == nil ? nil : token
  }

  /// Who started the program.
  static var user: String {
    for name in ["USER", "LOGNAME"] {
      if let value = getenv(name).map({ String(cString: $0) }), UserName.isValid(value) { return value }
    }
    return "me"
  }
}
