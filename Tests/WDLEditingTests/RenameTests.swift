import Testing

@Suite struct RenameTests {
  @Test func aValueIsRenamedWhereverItIsNamed() async throws {
    let folder = Folder("version 1.1\nworkflow w {\n  Int si§ze = 3\n  String s = \"~{size} sizes\"\n}\n")
    #expect(
      try await folder.renamed(to: "width") == [
        "main.wdl": "version 1.1\nworkflow w {\n  Int width = 3\n  String s = \"~{width} sizes\"\n}\n"
      ])
  }

  @Test func aTaskIsRenamedInEveryDocumentWithTheCallsThatHaveItsName() async throws {
    let folder = Folder(
      "version 1.1\ntask a§ { command <<<>>> output { Int n = 1 } }\n",
      others: [
        "user.wdl":
          "version 1.1\nimport \"main.wdl\"\nworkflow w {\n  call main.a\n  call main.a as b after a\n  Int x = a.n + b.n\n}\n"
      ])
    #expect(
      try await folder.renamed(to: "first") == [
        "main.wdl": "version 1.1\ntask first { command <<<>>> output { Int n = 1 } }\n",
        "user.wdl":
          "version 1.1\nimport \"main.wdl\"\nworkflow w {\n  call main.first\n  call main.first as b after first\n  Int x = first.n + b.n\n}\n",
      ])
  }

  @Test func aCallIsRenamedByGivingItANameOfItsOwn() async throws {
    let text = "version 1.1\ntask a { command <<<>>> output { Int n = 1 } }\nworkflow w {\n  call a\n  Int x = "
    #expect(
      try await Folder(text + "a§.n\n}\n").renamed(to: "b") == [
        "main.wdl": text.replacing("call a", with: "call a as b") + "b.n\n}\n"
      ])
  }

  @Test func anInputWithoutAValueIsWrittenOut() async throws {
    let task = "version 1.1\ntask t { input { Int n } command <<< ~{n} >>> }\n"
    let workflow = "workflow w {\n  Int n = 1\n  call t { input: n }\n}\n"
    #expect(
      try await Folder(task.replacing("Int n", with: "Int n§") + workflow).renamed(to: "count") == [
        "main.wdl": "version 1.1\ntask t { input { Int count } command <<< ~{count} >>> }\n"
          + workflow.replacing("input: n", with: "input: count = n")
      ])
    #expect(
      try await Folder(task + workflow.replacing("Int n", with: "Int n§")).renamed(to: "count") == [
        "main.wdl": task + "workflow w {\n  Int count = 1\n  call t { input: n = count }\n}\n"
      ])
  }

  @Test func aMemberOfAnImportedStructIsRenamedInItsDocument() async throws {
    let folder = Folder(
      Texts.main("Sample s = Sample { na§me: \"x\" }\nSample t = {\"name\": \"y\"}"), others: Texts.others)
    let texts = try await folder.renamed(to: "title")
    #expect(texts["tools.wdl"]?.contains("String title") == true)
    #expect(texts["main.wdl"]?.contains("Sample { title: \"x\" }\nSample t = {\"title\": \"y\"}") == true)
  }

  @Test func anAliasIsRenamedWithoutTheStruct() async throws {
    let text = "version 1.1\nimport \"tools.wdl\" alias Sample as S\nworkflow w {\n  S s = S { name: \"x\" }\n}\n"
    let folder = Folder(text.replacing("Sample as S", with: "Sample as S§"), others: Texts.others)
    #expect(
      try await folder.renamed(to: "T") == [
        "main.wdl": text.replacing("Sample as S", with: "Sample as T").replacing("S s = S", with: "T s = T")
      ])
  }

  @Test func anImportWithoutANameGetsOne() async throws {
    let folder = Folder(Texts.main("call too§ls.count"), others: Texts.others)
    #expect(
      try await folder.renamed(to: "t") == [
        "main.wdl": Texts.main("call t.count").replacing("\"tools.wdl\"", with: "\"tools.wdl\" as t")
      ])
  }

  @Test func aNameOfSeveralClausesIsRenamedInAll() async throws {
    let text = "version 1.3\nworkflow w {\n  if (true) { Int x = 1 } else { Int x = 2 }\n  Int y = x\n}\n"
    #expect(
      try await Folder(text.replacing("y = x", with: "y = x§")).renamed(to: "z") == [
        "main.wdl": text.replacing("Int x", with: "Int z").replacing("y = x", with: "y = z")
      ])
  }

  @Test func aNameThatCannotBeIsRefused() async {
    let folder = Folder(Texts.main("Int si§ze = 3\nInt width = 4"), others: Texts.others)
    #expect(await folder.refusal(to: "2nd").contains("`2nd` is no name"))
    #expect(await folder.refusal(to: "").contains("is no name"))
    #expect(await folder.refusal(to: "call").contains("`call` is a reserved word of WDL 1.1"))
    #expect(await folder.refusal(to: "width").contains("there is another `width` in line"))
    #expect(await folder.refusal(to: "fine") == "")
  }

  @Test func aNameThatWouldTakeTheMeaningOfAnotherIsRefused() async {
    let text = "version 1.1\ntask t {\n  input { File a§ }\n  command <<<>>>\n  output { File b = a }\n}\n"
    let refusal = await Folder(text.replacing("File b = a", with: "File c = \"x\"\n File b = a")).refusal(to: "c")
    #expect(refusal.contains("would stand for something else") || refusal.contains("cannot become `c`"))
  }

  @Test func whatTheLanguageDeclaresIsNotRenamed() async {
    #expect(await Folder(Texts.main("Array[Int] r = ran§ge(3)")).refusal(to: "x").contains("no name here"))
  }

  @Test func whatIsDeclaredInTheWebIsNotRenamed() async {
    var folder = Folder(
      "version 1.1\nimport \"https://example.org/t.wdl\"\nworkflow w { call t.a§ }\n")
    folder.disk.write("https://example.org/t.wdl", "version 1.1\ntask a { command <<<>>> }\n")
    folder.look()
    #expect(await folder.refusal(to: "b").contains("is declared in https://example.org/t.wdl, which cannot be changed"))
  }

  @Test func aDocumentWithMistakesIsMendedFirst() async {
    let folder = Folder(
      Texts.main("call tools.cou§nt"),
      others: [
        "tools.wdl": Texts.tools, "bad.wdl": "version 1.1\nimport \"tools.wdl\"\nworkflow o { call tools.count\n Int }",
      ])
    #expect(await folder.refusal(to: "number").contains("/w/bad.wdl has mistakes"))
  }
}
