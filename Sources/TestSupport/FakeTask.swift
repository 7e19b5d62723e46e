package import WorkflowModel

/// What a pretended task does: its exit status, what it prints, the files it leaves.
package struct FakeTask: Sendable {
  package var status: Int32
  package var stdout: String
  package var stderr: String
  /// Path relative to the working folder, or absolute, to text. A path that ends with a slash is an empty folder.
  package var files: [String: String]

  package init(status: Int32 = 0, stdout: String = "", stderr: String = "", files: [String: String] = [:]) {
    self.status = status
    self.stdout = stdout
    self.stderr = stderr
    self.files = files
  }

  /// What a backend would find of the outputs that were asked for.
  ///
  /// - Parameter place: the reference for a path.
  package func found(
    _ outputs: [TaskOutput], place: (String) -> FileReference
  ) -> (entries: [TaskFiles.Entry], matches: [String: [String]]) {
    var entries: [String: TaskFiles.Entry] = [:]
    var matches: [String: [String]] = [:]
    func add(_ path: String) {
      entries[path] = TaskFiles.Entry(
        path: path, reference: place(path), size: files[path].map { Int64($0.utf8.count) })
    }
    for output in outputs {
      switch output {
      case .path(let path) where files[path] != nil, .log(let path) where files[path] != nil: add(path)
      case .path(let path), .log(let path):
        let below = files.keys.filter { $0.hasPrefix(path + "/") }
        guard !below.isEmpty else { continue }
        entries[path] = TaskFiles.Entry(path: path, reference: place(path), isFolder: true)
        for file in below where !file.hasSuffix("/") { add(file) }
      case .glob(let pattern):
        let found = files.keys.filter { !$0.hasSuffix("/") && FakePattern(pattern).matches($0) }.sorted()
        matches[pattern] = found
        found.forEach(add)
      case .everything: files.keys.filter { !$0.hasPrefix("/") && !$0.hasSuffix("/") }.forEach(add)
      }
    }
    return (entries.values.sorted { $0.path < $1.path }, matches)
  }
}

/// `*` and `?` in a path, for fakes: enough for tests that are not about patterns.
struct FakePattern {
  private let pattern: [Character]

  init(_ pattern: String) { self.pattern = Array(pattern.hasPrefix("./") ? String(pattern.dropFirst(2)) : pattern) }

  func matches(_ path: String) -> Bool { matches(pattern[...], Array(path)[...]) }

  private func matches(_ pattern: ArraySlice<Character>, _ text: ArraySlice<Character>) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    if first == "*" {
      if matches(pattern.dropFirst(), text) { return true }
      guard let next = text.first, next != "/" else { return false }
      return matches(pattern, text.dropFirst())
    }
    guard let next = text.first, first == next || (first == "?" && next != "/") else { return false }
    return matches(pattern.dropFirst(), text.dropFirst())
  }
}
