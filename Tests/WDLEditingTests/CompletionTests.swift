import Testing

@Suite struct CompletionTests {
  private func completions(_ body: String) async throws -> [String] {
    try await Folder(Texts.main(body), others: Texts.others).completions()
  }

  /// In a task of the version.
  private func inTask(_ version: String, _ body: String) async throws -> [String] {
    try await Folder("version \(version)\ntask t {\n\(body)\n  command <<<>>>\n}\n").completions()
  }

  @Test func namesInScopeAreOffered() async throws {
    let found = try await completions("Int size = 3\nscatter (i in [1]) {\n  Int x = §\n}")
    #expect(found.contains("size"))
    #expect(found.contains("i"))
    #expect(found.contains("range"))
    #expect(!found.contains("stdout"))
  }

  @Test(arguments: [
    "Int x = si§", "Int x = 1 + §", "Int x = length([si§", "Int x = if true then §", "String s = \"~{§}\"",
    "String s = \"~{si§", "call tools.count { input: file = §", "call tools.count { input: threads = si§ }",
    "Int x = (size + §", "if (§", "scatter (i in §", "Int x = if (§",
  ])
  func namesAreOfferedWhereTheTextIsNotFinished(_ line: String) async throws {
    let found = try await completions("Int size = 3\n" + line + "\nInt last = 4")
    #expect(found.contains("size"))
  }

  @Test func namesAreOfferedInABodyThatIsNotClosed() async throws {
    let text = "version 1.1\nworkflow w {\n  Int size = 3\n  scatter (i in [1]) {\n    Int x = §"
    #expect(try await Folder(text).completions().contains("size"))
  }

  @Test func outputsOfACallAreOfferedAfterTheDot() async throws {
    let call = "call tools.count { input: file = \"a\" }\n"
    #expect(try await completions(call + "Int n = count.§") == ["lines"])
    #expect(try await completions(call + "Int n = count.li§ + 1") == ["lines"])
    #expect(try await completions(call + "Array[Int] n = [count.§") == ["lines"])
  }

  @Test func membersAreOfferedAfterTheDot() async throws {
    #expect(try await completions("Sample s = Sample { name: \"x\" }\nString n = s.§") == ["name", "reads"])
    #expect(try await completions("Pair[Int, Int] p = (1, 2)\nInt n = p.§") == ["left", "right"])
    #expect(
      try await completions("Array[Pair[Int, Sample]] p = []\nString n = p[0].right.§") == ["name", "reads"])
    let text = "version 1.3\nenum Color { Red, Blue }\nworkflow w {\n  Color c = Color.§\n}\n"
    #expect(try await Folder(text).completions() == ["Red", "Blue"])
  }

  @Test func theTaskVariableKnowsWhatItHasWhereItStands() async throws {
    let found = try await Folder("version 1.2\ntask t {\n  command <<< ~{task.§} >>>\n}\n").completions()
    #expect(found.contains("attempt"))
    #expect(!found.contains("return_code"))
  }

  @Test func tasksAndImportsAreOfferedToCalls() async throws {
    #expect(try await completions("call §") == ["tools"])
    #expect(try await completions("call tools.§") == ["count", "twice"])
    #expect(try await completions("call tools.co§ { input: file = \"a\" }") == ["count", "twice"])
  }

  @Test func inputsOfACallAreOfferedThatAreNotGiven() async throws {
    #expect(try await completions("call tools.count { input: §}") == ["file", "threads"])
    #expect(try await completions("call tools.count { input: file = \"a\", §}") == ["threads"])
    #expect(try await completions("call tools.count as c { input: file = \"a\", th§") == ["threads"])
    #expect(try await completions("call tools.count { § }") == ["file", "threads", "input"])
  }

  @Test func membersOfAStructLiteralAreOffered() async throws {
    #expect(try await completions("Sample s = Sample { §") == ["name", "reads"])
  }

  @Test func earlierCallsAreOfferedAfterAfter() async throws {
    #expect(try await completions("call tools.count\ncall tools.count as b after §") == ["count"])
  }

  @Test func wordsOfTheGrammarFitTheirPlace() async throws {
    #expect(try await completions("§").contains("scatter"))
    #expect(try await completions("§").contains("Sample"))
    #expect(!(try await completions("§").contains("command")))
    #expect(try await inTask("1.1", "§").contains("runtime"))
    #expect(try await inTask("1.2", "§").contains("requirements"))
    #expect(!(try await inTask("1.1", "§").contains("requirements")))
    #expect(try await inTask("1.1", "input {\n  §\n}").contains("File"))
    #expect(try await inTask("1.1", "input {\n  Array[§\n}").contains("File"))
    #expect(try await Folder("version 1.1\n§").completions() == ["import", "task", "workflow", "struct"])
    #expect(try await Folder("version §").completions() == ["1.0", "1.1", "1.2", "1.3"])
  }

  @Test func attributesFitTheSectionAndVersion() async throws {
    #expect(try await inTask("1.0", "runtime {\n  §\n}").contains("docker"))
    #expect(try await inTask("1.1", "runtime {\n  §\n}").contains("container"))
    let found = try await inTask("1.2", "requirements {\n  cpu: 1\n  §\n}")
    #expect(found.contains("return_codes"))
    #expect(!found.contains("short_task"))
    #expect(try await inTask("1.2", "input { Int size }\nrequirements {\n  cpu: §\n}").contains("size"))
  }

  @Test func functionsAreThoseOfTheVersionAndPlace() async throws {
    #expect(!(try await inTask("1.0", "Int x = §").contains("chunk")))
    #expect(try await inTask("1.2", "Int x = §").contains("chunk"))
    #expect(try await inTask("1.1", "output {\n  File x = §\n}").contains("stdout"))
  }

  @Test(arguments: ["# a §", "String s = \"te§xt\"", "Int na§", "task na§", "String s = 'it§"])
  func nothingIsOfferedInTextAndNewNames(_ line: String) async throws {
    #expect(try await completions("Int size = 1\n" + line) == [])
  }

  @Test func nothingIsOfferedInTheTextOfACommand() async throws {
    #expect(try await Folder("version 1.1\ntask t {\n  command <<< echo § >>>\n}\n").completions() == [])
    #expect(try await Folder("version 1.1\ntask t {\n  command { echo § }\n}\n").completions() == [])
  }

  @Test func everyPlaceOfABrokenTextHasAnAnswer() async throws {
    let text = Array(Texts.tools.utf8)
    for end in stride(from: 0, to: text.count, by: 7) {
      let cut = String(decoding: text[..<end], as: UTF8.self)
      _ = try await Folder(cut + "§").completions()
    }
  }
}
