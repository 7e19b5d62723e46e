import Testing
import WDLRuntime
import WorkflowModel

/// What the texts of tasks say of their requests before there are inputs.
@Suite struct SketchTests {
  private static let text = """
    version 1.1
    workflow w {
      input { Int cores = 3  String image  Array[Int] all }
      call t as literal { input: cores = 4, image = "quay.io/lab/t:1" }
      call t as usual { input: image = "quay.io/lab/t:1" }
      scatter (i in all) {
        if (i > 1) { call t as open { input: cores = i, image = image } }
      }
    }
    task t {
      input { Int cores = 2  String image }
      Int gigabytes = cores * 2
      command <<<>>>
      runtime { container: image  cpu: cores  memory: "~{gigabytes} GiB" }
      meta { label: "large" }
    }
    """

  private func sketches() async throws -> [TaskSketch] {
    let loaded = try await WDL().load("/doc/main.wdl", lints: false) { _ in Array(Self.text.utf8) }
    return try await #require(loaded.program).sketches(of: nil)
  }

  @Test func literalsDefaultsAndWhatFollowsAreKnown() async throws {
    let found = try await sketches()
    #expect(found.map(\.site.call.name) == ["literal", "usual", "open"])
    #expect(found.map(\.request.resources.cpu) == [4, 2, 1])
    #expect(found.map(\.request.resources.memory) == [8 << 30, 4 << 30, nil])
    #expect(found.map(\.request.images) == [["quay.io/lab/t:1"], ["quay.io/lab/t:1"], []])
    #expect(found.allSatisfy { $0.site.labels == ["large": ""] })
  }

  @Test func whatOnlyARunTellsIsNamed() async throws {
    let found = try await sketches()
    #expect(found.map(\.isOfUnknownImage) == [false, false, true])
    #expect(Set(found[2].unknown) == ["container", "cpu", "memory"])
  }
}
