import Testing

@Suite struct HoverTests {
  private func hover(_ body: String) async throws -> String {
    try await Folder(Texts.main(body), others: Texts.others).hover()
  }

  @Test func aDeclarationShowsItsTypeAndValue() async throws {
    #expect(try await hover("Int si§ze = 3") == "Int size = 3")
    #expect(try await hover("Int size = 3\nInt next = siz§e") == "Int size = 3")
  }

  @Test func aNameSeenFromOutsideAScatterIsAnArray() async throws {
    let text = try await hover("scatter (i in [1]) {\nInt x = i\n}\nArray[Int] all = x§")
    #expect(text.hasPrefix("Array[Int] x = i"))
  }

  @Test func aCallShowsTheTaskWithItsDocumentation() async throws {
    let text = try await hover("call tools.cou§nt { input: file = \"a\" }")
    #expect(text.contains("task count {"))
    #expect(text.contains("Int threads = 2"))
    #expect(text.contains("Counts lines."))
    #expect(text.contains("Declared in `tools.wdl`."))
  }

  @Test func anInputOfACallShowsTypeDefaultAndHelp() async throws {
    #expect(try await hover("call tools.count { input: fil§e = \"a\" }").contains("what to count"))
    #expect(try await hover("call tools.count { input: file = \"a\", threads§ = 1 }").hasPrefix("Int threads = 2"))
  }

  @Test func anOutputOfACallShowsItsType() async throws {
    #expect(try await hover("call tools.count { input: file = \"a\" }\nInt n = count.lin§es").hasPrefix("Int lines"))
  }

  @Test func aStructAndItsMembersAreShown() async throws {
    #expect(try await hover("Samp§le s = Sample { name: \"x\" }").contains("struct Sample {\n  String name"))
    #expect(try await hover("Sample s = Sample { na§me: \"x\" }").hasPrefix("String name"))
    #expect(try await hover("Sample s = Sample { name: \"x\" }\nString n = s.n§ame").hasPrefix("String name"))
  }

  @Test func aFunctionShowsSignatureSummaryAndSpecification() async throws {
    let text = try await hover("Array[Int] r = ran§ge(3)")
    #expect(text.hasPrefix("range(Int) -> Array[Int]"))
    #expect(text.contains("up to"))
    #expect(text.contains("https://github.com/openwdl/wdl/blob/wdl-1.2/SPEC.md#range"))
  }

  @Test func aTypeOfTheLanguageIsExplained() async throws {
    #expect(try await hover("Map§[String, Int] m = {}").hasPrefix("Map[K, V]"))
  }

  @Test func anAttributeOfATaskIsExplained() async throws {
    let text = "version 1.2\ntask t {\n  command <<<>>>\n  requirements {\n    mem§ory: \"1 GiB\"\n  }\n}\n"
    #expect(try await Folder(text).hover().hasPrefix("memory: Int, String"))
  }

  @Test func enumerationsAndChoicesAreShown() async throws {
    let text = "version 1.3\nenum Color { Red = 1, Blue = 2 }\nworkflow w {\n  Color c = Color.Bl§ue\n}\n"
    #expect(try await Folder(text).hover() == "Color.Blue = 2")
  }

  @Test func aNameInABrokenDocumentIsStillKnown() async throws {
    let text = "Int size = 3\nInt broken = (1 +\nInt next = si§ze"
    #expect(try await hover(text) == "Int size = 3")
  }

  @Test func aNameInABodyThatIsNotClosedIsStillKnown() async throws {
    let text = "version 1.1\nworkflow w {\n  Int size = 3\n  scatter (i in [1]) {\n    Int x = si§ze\n"
    #expect(try await Folder(text).hover() == "Int size = 3")
    let task = "version 1.1\ntask t {\n  input {\n    Int size\n  }\n  Int x = si§ze\n\ntask u { command <<<>>> }\n"
    #expect(try await Folder(task).hover().hasPrefix("Int size"))
  }

  @Test func nothingIsSaidInCommentsAndBlanks() async throws {
    #expect(try await hover("# siz§e\nInt size = 3") == "")
    #expect(try await hover("   §   \nInt size = 3") == "")
  }
}
