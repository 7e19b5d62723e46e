import SourceText
import TestSupport
import Testing
import WDLLanguage

/// A document for each lint, beside all that is said about it.
struct LintGoldenTests {
  private static let golden = Golden("Golden")

  static let cases: [String] = ((try? golden.names(endingWith: ".wdl")) ?? []).filter { !$0.hasPrefix("lib/") }

  @Test func thereAreCases() { #expect(Self.cases.count > 10) }

  @Test(arguments: cases)
  func whatIsSeldomMeantIsSaidWhereItIs(name: String) async throws {
    let loaded = try await DocumentLoader.load(name) { source in Array(try Self.golden.text(of: source).utf8) }
    #expect(loaded.typed != nil)
    let text = loaded.diagnostics.map { DiagnosticRenderer.render($0) + "\n" }.joined(separator: "\n")
    let difference = try Self.golden.difference(of: text, from: String(name.dropLast(4)) + ".txt")
    #expect(difference == nil, "\(difference ?? "")")
  }
}
