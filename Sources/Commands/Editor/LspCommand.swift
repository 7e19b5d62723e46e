import ArgumentParser
import Glibc
import LanguageServer
import WDLEditing

struct LspCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp", abstract: "Serves an editor by the Language Server Protocol, on standard input and output.",
    discussion: """
      Editors start it and talk to it; docs/editors.md says how to set them up. It says what is wrong while you type, \
      shows types and documentation, goes to declarations, completes and renames names, and lays documents out.
      """)

  @Flag(help: "Standard input and output: the only way there is, for editors that ask for it.")
  var stdio = false

  /// How long a document is left alone before it is checked.
  private static let pause = Duration.milliseconds(150)

  func run() async throws {
    let composition = Composition(quiet: true)
    let status = try await composition.withDocuments { storages in
      let services = composition.languageServices(EditorDocuments(storages: storages))
      let output = StandardOutput()
      let server = LanguageServer(
        services: services,
        settings: LanguageServer.Settings(
          name: "martlet", version: Version.text, pause: { try await Task.sleep(for: Self.pause) },
          explanation: { [pages = ExplanationPages.ofUser] id in pages?.page(of: id) }),
        output: { output.write($0) })
      let status = await server.run(StandardInput.bytes())
      output.finish()
      return status
    }
    if status != 0 { throw ExitStatus.failure }
  }
}
