import TaskFolder

/// What the server says of itself where clients expect Cromwell.
enum CromwellFacts {
  /// The release whose interface it has.
  static let version = "92-martlet"
}

/// Texts that attempts left.
enum AttemptText {
  private static let longest = 1 << 20

  /// What is there of a text, at most a mebibyte.
  static func read(_ path: String) -> String {
    (try? Disk.read(path, from: 0, count: longest)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
