import SourceText

/// A command line as a run's record keeps it: without what may be secret.
enum ShownCommand {
  /// Inputs whose names hold one of these are taken for secrets.
  private static let secretWords = [
    "password", "passwd", "secret", "token", "credential", "apikey", "api_key", "accesskey", "access_key", "privatekey",
    "private_key",
  ]

  /// The longest text that is kept, in characters.
  private static let limit = 4_000

  /// - Parameter arguments: the program first.
  static func text(of arguments: [String]) -> String {
    let program = arguments.first.map { String($0.split(separator: "/").last ?? "") } ?? ""
    let words = [program] + arguments.dropFirst().map { ShellWord.quoted(shown($0)) }
    let text = words.joined(separator: " ")
    return text.count <= limit ? text : text.prefix(limit) + "…"
  }

  private static func shown(_ argument: String) -> String {
    guard let equals = argument.firstIndex(of: "=") else { return WebText.redacted(argument) }
    let name = argument[..<equals]
    let isSecret = secretWords.contains { name.lowercased().contains($0) }
    return isSecret ? "\(name)=***" : WebText.redacted(argument)
  }
}
