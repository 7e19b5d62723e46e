import Testing

@Suite struct DefinitionTests {
  private func definitions(_ body: String) async throws -> [String] {
    try await Folder(Texts.main(body), others: Texts.others).definitions()
  }

  @Test func aValueIsFoundWhereItIsDeclared() async throws {
    #expect(try await definitions("Int size = 3\nInt next = si§ze") == ["main.wdl:6:5 size"])
    #expect(try await definitions("scatter (i in [1]) {\nInt x = i§\n}") == ["main.wdl:6:10 i"])
  }

  @Test func aTaskIsFoundInTheDocumentThatIsImported() async throws {
    #expect(try await definitions("call tools.co§unt") == ["tools.wdl:9:6 count"])
  }

  @Test func inputsAndOutputsOfCallsAreFoundInTheTask() async throws {
    let call = "call tools.count { input: file = \"a\" }\n"
    #expect(try await definitions("call tools.count { input: fi§le = \"a\" }") == ["tools.wdl:11:10 file"])
    #expect(try await definitions(call + "Int n = count.li§nes") == ["tools.wdl:19:9 lines"])
    #expect(try await definitions(call + "Int n = co§unt.lines") == ["main.wdl:6:12 count"])
  }

  @Test func theDocumentOfAnImportIsFoundByItsPathAndByItsNamespace() async throws {
    #expect(try await definitions("call too§ls.count") == ["tools.wdl:1:1 "])
    let text = "version 1.1\nimport \"too§ls.wdl\" as t\n"
    #expect(try await Folder(text, others: Texts.others).definitions() == ["tools.wdl:1:1 "])
  }

  @Test func anAliasOfAStructLeadsToTheStruct() async throws {
    let text =
      "version 1.1\nimport \"tools.wdl\" alias Sample as S\nworkflow w {\n  S§ s = S { name: \"x\" }\n}\n"
    #expect(try await Folder(text, others: Texts.others).definitions() == ["tools.wdl:3:8 Sample"])
    let member =
      "version 1.1\nimport \"tools.wdl\" alias Sample as S\nworkflow w {\n  S s = S { na§me: \"x\" }\n}\n"
    #expect(try await Folder(member, others: Texts.others).definitions() == ["tools.wdl:4:10 name"])
  }

  @Test func aNameThatSeveralClausesDeclareHasSeveralDeclarations() async throws {
    let text = """
      version 1.3
      workflow w {
        if (true) {
          Int x = 1
        } else {
          Int x = 2
        }
        Int y = x§
      }
      """
    #expect(try await Folder(text).definitions() == ["main.wdl:4:9 x", "main.wdl:6:9 x"])
  }

  @Test func whatTheLanguageDeclaresHasNoPlace() async throws {
    #expect(try await definitions("Array[Int] r = ran§ge(3)") == [])
  }
}
