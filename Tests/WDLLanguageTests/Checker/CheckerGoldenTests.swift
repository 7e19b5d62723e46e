import SourceText
import TestSupport
import Testing
import WDLLanguage

/// Every document of `Golden` with all that is said about it.
struct CheckerGoldenTests {
  private static let golden = Golden("Golden")

  static let cases: [String] = ((try? golden.names(endingWith: ".wdl")) ?? []).filter { !$0.hasPrefix("lib/") }

  @Test func thereAreCases() { #expect(Self.cases.count > 20) }

  @Test(arguments: cases)
  func whatIsWrongIsSaidWhereItIs(name: String) async throws {
    let loaded = try await DocumentLoader.load(name, lints: false) { source in
      guard let text = try? Self.golden.text(of: source) else { throw Checking.Missing() }
      return Array(text.utf8)
    }
    let text = loaded.diagnostics.map { DiagnosticRenderer.render($0) + "\n" }.joined(separator: "\n")
    let difference = try Self.golden.difference(of: text, from: String(name.dropLast(4)) + ".txt")
    #expect(difference == nil)
  }
}
