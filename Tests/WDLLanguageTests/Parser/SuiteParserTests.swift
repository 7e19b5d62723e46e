import SourceText
import TestSupport
import Testing
import WDLLanguage

/// The documents of the published cases, when they are beside the project.
enum PublishedCases {
  static let versions = ["1.1", "1.2", "1.3"]

  /// The documents of a version; none, with the reason printed, when they are not there.
  static func documents(of version: String) throws -> [SourceFile] {
    let cases = Golden("../../../../shared/conformance/wdl/\(version)")
    let names: [String]
    do {
      names = try cases.names(endingWith: ".wdl")
    } catch {
      print("skipped: the published cases of \(version) are not beside the project: \(error)")
      return []
    }
    return try names.map { SourceFile(name: $0, text: try cases.text(of: $0)) }
  }
}

@Suite struct SuiteParserTests {
  @Test("Every published document is read, but for those that are meant to fail", arguments: PublishedCases.versions)
  func published(version: String) throws {
    for file in try PublishedCases.documents(of: version) where !file.name.contains("_fail") {
      let parsed = WDLParser.parse(file)
      #expect(!parsed.hasErrors, "\(file.name): \(Parsing.problems(parsed))")
      #expect(parsed.document.version.rawValue == version)
    }
  }
}
