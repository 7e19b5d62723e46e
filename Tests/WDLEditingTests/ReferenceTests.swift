import Testing

@Suite struct ReferenceTests {
  @Test func aTaskIsFoundInTheDocumentsThatImportIt() async throws {
    let folder = Folder(
      Texts.main("call tools.cou§nt\ncall tools.count as again"),
      others: [
        "tools.wdl": Texts.tools,
        "other.wdl": "version 1.1\nimport \"tools.wdl\" as t\nworkflow o { call t.count }\n",
        "unrelated.wdl": "version 1.1\ntask count { command <<<>>> }\nworkflow u { call count }\n",
      ])
    let found = [
      "main.wdl:6:12 count", "main.wdl:7:12 count", "other.wdl:3:21 count", "tools.wdl:25:8 count",
      "tools.wdl:26:8 count", "tools.wdl:9:6 count",
    ]
    #expect(try await folder.references() == found)
    #expect(try await folder.references(includingDeclaration: false) == found.dropLast())
  }

  @Test func anInputIsFoundInCallsCommandsAndParameterMeta() async throws {
    let folder = Folder(
      Texts.main("call tools.count { input: fi§le = \"a\" }"), others: Texts.others)
    #expect(
      try await folder.references() == [
        "main.wdl:6:27 file", "tools.wdl:11:10 file", "tools.wdl:15:5 file", "tools.wdl:17:23 file",
        "tools.wdl:26:32 file",
      ])
  }

  @Test func aMemberIsFoundInLiterals() async throws {
    let folder = Folder(
      Texts.main("Sample s = Sample { name: \"x\" }\nSample t = object { name: \"x\" }\nString n = s.na§me"),
      others: Texts.others)
    #expect(
      try await folder.references() == [
        "main.wdl:6:21 name", "main.wdl:7:21 name", "main.wdl:8:14 name", "tools.wdl:4:10 name",
      ])
  }

  @Test func whatStandsInTheEditorWinsOverTheDisk() async throws {
    var folder = Folder(Texts.main("call tools.cou§nt"), others: Texts.others)
    folder.edit("tools.wdl", "version 1.1\ntask count { command <<<>>> }\n")
    #expect(try await folder.references() == ["main.wdl:6:12 count", "tools.wdl:2:6 count"])
  }
}
