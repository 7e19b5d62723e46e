import Testing
import WDLLanguage

struct LintTests {
  static let unusedInput = "workflow w {\n  input {\n    Int a\n  }\n}\n"
  private let unused = unusedInput

  @Test func aDocumentWithErrorsIsNotLinted() async throws {
    let ids = try await Checking("version 1.1\nworkflow w {\n  input {\n    Int a\n  }\n  Int b = c\n}\n", lints: true)
      .ids
    #expect(ids == ["wdl.unknown-name"])
  }

  @Test func aCommentAboveTheVersionIsForTheWholeDocument() async throws {
    #expect(try await Checking("version 1.1\n" + unused, lints: true).ids == ["wdl.unused-input"])
    #expect(try await Checking("# martlet: allow(wdl.unused-input)\nversion 1.1\n" + unused, lints: true).ids == [])
  }

  @Test func aCommentAboveADraftIsForTheWholeDocumentWhenAnEmptyLineFollows() async throws {
    let task = "task t {\n  Int a\n  command {}\n}\n"
    #expect(try await Checking("# martlet: allow(wdl.unused-input)\n\n" + task, lints: true).ids == [])
    #expect(try await Checking("# martlet: allow(wdl.unused-input)\n" + task, lints: true).ids == ["wdl.unused-input"])
  }

  @Test(arguments: [
    "#@ except: UnusedInput\nversion 1.1\n" + unusedInput, "version 1.1\n#@ except: Other, UnusedInput\n" + unusedInput,
    "version 1.1\nworkflow w {\n  input {\n    #@ except: UnusedInput\n    Int a\n  }\n}\n",
  ])
  func commentsOfSprocketAreReadToo(text: String) async throws {
    #expect(try await Checking(text, lints: true).ids == [])
  }

  @Test func aCommentOfSprocketIsForWhatFollowsOnly() async throws {
    let text = "version 1.1\n#@ except: UnusedInput\nstruct S {\n  Int a\n}\n" + Self.unusedInput
    #expect(try await Checking(text, lints: true).ids == ["wdl.unused-input"])
    let other = "version 1.1\n#@ except: SnakeCase\n" + Self.unusedInput
    #expect(try await Checking(other, lints: true).ids == ["wdl.unused-input"])
  }

  @Test func anErrorCannotBeTurnedOff() async throws {
    let text = "# martlet: allow(wdl.unknown-name)\nversion 1.1\nworkflow w {\n  Int b = c\n}\n"
    #expect(try await Checking(text, lints: true).ids.contains("wdl.unknown-name"))
  }

  @Test func whatIsImportedFromElsewhereIsNotLinted() async throws {
    let main = "version 1.1\nimport \"https://example.org/a.wdl\"\nworkflow m {\n  call a.w { input: a = 1 }\n}\n"
    let ids = try await Checking(
      ("main.wdl", main), ("https://example.org/a.wdl", "version 1.1\n" + unused), lints: true
    ).ids
    #expect(ids == [])
  }
}
