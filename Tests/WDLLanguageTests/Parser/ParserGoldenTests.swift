import SourceText
import TestSupport
import Testing
import WDLLanguage

/// Faulty documents beside what is said about them. `BLESS=1` rewrites the `.txt` files.
@Suite struct ParserGoldenTests {
  private static let golden = Golden("Diagnostics")

  @Test("What is said about faulty documents")
  func diagnostics() throws {
    let names = try Self.golden.names(endingWith: ".wdl")
    #expect(names.count > 30)
    for name in names {
      let file = SourceFile(name: name, text: try Self.golden.text(of: name))
      let parsed = WDLParser.parse(file)
      let text = parsed.diagnostics.map { DiagnosticRenderer.render($0) + "\n" }.joined(separator: "\n")
      #expect(!text.isEmpty, "nothing is said about \(name)")
      let difference = try Self.golden.difference(of: text, from: String(name.dropLast(4)) + ".txt")
      #expect(difference == nil)
    }
  }
}
