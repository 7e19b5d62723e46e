/// What the server says of itself where clients expect Cromwell.
enum CromwellFacts {
  /// The release whose interface it has.
  static let version = "92-martlet"
}

/// Texts that attempts left.
enum AttemptText {
  private static let longest = 1 << 20

  /// What is there of a text below a folder, every link followed, at most a mebibyte.
  static func read(_ path: String, below folder: String) -> String {
    guard let file = OpenFile(path, below: folder), let bytes = try? file.read(from: 0, count: longest) else {
      return ""
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
