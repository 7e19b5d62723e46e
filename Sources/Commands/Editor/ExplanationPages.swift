import LanguageServer
import TaskFolder
import WDLLanguage

/// Pages that say what `martlet explain` says, for editors to open: written when they are first wanted.
struct ExplanationPages: Sendable {
  private let folder: String

  init(folder: String) { self.folder = folder }

  /// The user's own, by `XDG_CACHE_HOME`; nil where there is no place for them.
  static var ofUser: ExplanationPages? {
    UserCache.folder.map { ExplanationPages(folder: $0 + "/explanations/" + Version.text) }
  }

  /// The page of a diagnostic's id: a URI. Nil when there is none, or it cannot be written.
  func page(of id: String) -> String? {
    guard let explanation = Explanations.find(id) else { return nil }
    let path = "\(folder)/\(explanation.id).md"
    do {
      if try Disk.status(of: path) == nil {
        try Disk.makeFolder(folder)
        try Disk.write(Array(text(explanation).utf8), to: path)
      }
      return DocumentURI.uri(of: path)
    } catch {
      return nil
    }
  }

  private func text(_ explanation: Explanation) -> String {
    var parts = ["# \(explanation.id): \(explanation.summary)", explanation.text]
    if !explanation.wrong.isEmpty {
      parts += ["Wrong:", "```wdl\n\(explanation.wrong)```", "Right:", "```wdl\n\(explanation.right)```"]
    }
    return parts.joined(separator: "\n\n") + "\n"
  }
}

/// Where the program keeps what it can make again.
enum UserCache {
  static var folder: String? {
    let home = ProcessEnvironment["HOME"].flatMap { $0.hasPrefix("/") ? $0 + "/.cache" : nil }
    let cache = ProcessEnvironment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    return (cache ?? home).map { $0 + "/martlet" }
  }
}
