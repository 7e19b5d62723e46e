import SourceText
import Testing
import WDLLanguage

struct LoaderTests {
  private static let tasks = """
    version 1.1
    struct Point { Int x }
    task t {
      input { Point p }
      command <<< >>>
    }
    """

  @Test(arguments: [
    ("/foo/bar/baz/qux.wdl", "some/task.wdl", "/foo/bar/baz/some/task.wdl"),
    ("http://host/openwdl/coolwdls/my.wdl", "sub.wdl", "http://host/openwdl/coolwdls/sub.wdl"),
    ("http://host/openwdl/coolwdls/my.wdl", "../sub.wdl?raw", "http://host/openwdl/sub.wdl?raw"),
    ("http://host/openwdl/my.wdl", "/other/sub.wdl", "http://host/other/sub.wdl"),
    ("/some/path/hello.wdl", "/another/world.wdl", "/another/world.wdl"),
    ("main.wdl", "./lib/../tasks.wdl", "tasks.wdl"), ("a/main.wdl", "../../up.wdl", "../up.wdl"),
    ("a.wdl", "https://host/b.wdl", "https://host/b.wdl"), ("a.wdl", "file:///b.wdl", "/b.wdl"),
  ])
  func importsAreFoundFromTheirImporter(importer: String, uri: String, found: String) async throws {
    let checked = try await Checking(
      (
        name: importer,
        text: "version 1.1\nimport \"\(uri)\" as lib\nworkflow w { call lib.t { input: p = object { x: 1 } } }"
      ),
      (name: found, text: Self.tasks))
    #expect(checked.errors.isEmpty)
  }

  @Test func aDocumentThatIsImportedTwiceIsReadOnce() async throws {
    let reads = Counter()
    let loaded = try await DocumentLoader.load("main.wdl") { source in
      await reads.count(source)
      switch source {
      case "main.wdl": return Array("version 1.1\nimport \"a.wdl\"\nimport \"b.wdl\"\nworkflow w { }".utf8)
      case "a.wdl", "b.wdl": return Array("version 1.1\nimport \"t.wdl\"".utf8)
      default: return Array(Self.tasks.utf8)
      }
    }
    #expect(loaded.typed != nil)
    #expect(await reads.counts == ["main.wdl": 1, "a.wdl": 1, "b.wdl": 1, "t.wdl": 1])
  }

  @Test func tasksOfImportsOfImportsAreCalledByAllNamespaces() async throws {
    let checked = try await Checking(
      (
        name: "main.wdl", text: "version 1.1\nimport \"a.wdl\"\nworkflow w { call a.t.t { input: p = Point { x: 1 } } }"
      ),
      (name: "a.wdl", text: "version 1.1\nimport \"t.wdl\""), (name: "t.wdl", text: Self.tasks))
    #expect(checked.errors.isEmpty)
    guard case .call(let call)? = checked.typed?.workflow?.body.items.first else {
      Issue.record("there is no call")
      return
    }
    #expect(call.callee.name == "t")
  }

  @Test func aStructThatIsImportedUnderAnotherNameFitsItsTask() async throws {
    let checked = try await Checking(
      (
        name: "main.wdl",
        text: """
        version 1.1
        import "t.wdl" alias Point as Place
        struct Point { String name }
        workflow w { call t.t { input: p = Place { x: 1 } } }
        """
      ), (name: "t.wdl", text: Self.tasks))
    #expect(checked.diagnostics.isEmpty)
    #expect(checked.typed?.types.map(\.name) == ["Place", "Point"])
  }

  @Test func aMistakeInAnImportedDocumentIsReportedThere() async throws {
    let checked = try await Checking(
      (name: "main.wdl", text: "version 1.1\nimport \"t.wdl\"\nworkflow w { call t.t { input: a = 1 } }"),
      (name: "t.wdl", text: "version 1.1\ntask t { input { Int a = b } command <<< >>> }"))
    #expect(checked.typed == nil)
    #expect(checked.diagnostics.map(\.file.name) == ["t.wdl"])
  }

  @Test func aDocumentThatCannotBeReadIsAnErrorOfTheWorld() async {
    await #expect(throws: Checking.Missing.self) {
      _ = try await DocumentLoader.load("gone.wdl") { _ in throw Checking.Missing() }
    }
  }
}

private actor Counter {
  private(set) var counts: [String: Int] = [:]

  func count(_ name: String) { counts[name, default: 0] += 1 }
}
