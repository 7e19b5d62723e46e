import ArgumentParser
import SourceText
import WDLLanguage
import WorkflowModel

struct FormatCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "format", abstract: "Lays WDL documents out in one way, in place.")

  @Argument(help: "The documents: paths.")
  var sources: [String]

  @Flag(help: "Change nothing; say which documents would change, and fail when one would.")
  var check = false

  func run() async throws {
    var isFine = true
    for source in sources where try !format(source) { isFine = false }
    if !isFine { throw ExitStatus.failure }
  }

  /// - Returns: whether the document is, now or already, laid out.
  private func format(_ source: String) throws -> Bool {
    let path = SourceReading.absolute(source)
    let formatted = WDLFormatter.format(SourceFile(name: source, bytes: try TextFile.read(path, shownAs: source)))
    guard let text = formatted.text else {
      for diagnostic in formatted.diagnostics where diagnostic.severity == .error {
        Terminal.say(DiagnosticRenderer.render(diagnostic) + "\n")
      }
      return false
    }
    guard formatted.isChanged else { return true }
    if check {
      Terminal.say("\(source) would change")
      return false
    }
    try OutputsFile.write(text, to: path, as: "the document")
    Terminal.say("\(source) changed")
    return true
  }
}
