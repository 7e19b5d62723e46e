import TaskFolder
import Testing

@testable import Server

@Suite struct WorkflowStoreTests {
  private func withStore(_ body: (WorkflowStore) async throws -> Void) async throws {
    let folder = try Disk.makeScratchFolder(named: "martlet-store")
    defer { try? Disk.removeTree(folder) }
    try await body(WorkflowStore(database: try ServerDatabase(in: folder)))
  }

  private func workflow(
    _ number: Int, of owner: String = "ann", _ status: WorkflowStatus = .submitted, _ labels: [String: String] = [:]
  ) -> StoredWorkflow {
    StoredWorkflow(
      id: "00000000-0000-0000-0000-00000000000\(number)", owner: owner, name: "w\(number)", status: status,
      submitted: Int64(number) * 1_000, source: "workflow.wdl", labels: labels)
  }

  @Test func aWorkflowMovesOnlyFromWhereItIsThoughtToBe() async throws {
    try await withStore { store in
      let id = workflow(1).id
      #expect(try await store.insert([workflow(1)]))
      #expect(try await store.move(id, from: [.submitted], to: .running, at: 10))
      #expect(try await !store.move(id, from: [.submitted, .onHold], to: .aborted, at: 11))
      #expect(try await store.move(id, from: [.running], to: .failed, at: 12, message: "why"))
      let found = try #require(try await store.workflow(id))
      #expect([found.started, found.ended] == [10, 12])
      #expect(found.status == .failed && found.message == "why")
    }
  }

  @Test func anIdentifierIsUsedOnce() async throws {
    try await withStore { store in
      #expect(try await store.insert([workflow(1), workflow(2)]))
      #expect(try await !store.insert([workflow(3), workflow(2)]))
      let other = try await store.workflow(workflow(3).id)
      #expect(other == nil)
    }
  }

  @Test func anEmptyLabelGoes() async throws {
    try await withStore { store in
      _ = try await store.insert([workflow(1, of: "ann", .submitted, ["a": "1", "b": "2"])])
      #expect(try await store.setLabels(["a": "", "c": "3"], of: workflow(1).id) == ["b": "2", "c": "3"])
      let labels = try await store.setLabels(["a": "1"], of: "nobody")
      #expect(labels == nil)
    }
  }

  @Test(
    arguments: [
      ([], ["w4", "w3", "w2", "w1"]), ([("newestFirst", "false")], ["w1", "w2", "w3", "w4"]),
      ([("status", "running"), ("status", "Failed")], ["w3", "w2"]), ([("name", "w1")], ["w1"]),
      ([("label", "lab:x"), ("label", "kind:a")], ["w2"]),
      ([("labelor", "kind:a"), ("labelor", "kind:b")], ["w3", "w2"]),
      ([("excludeLabelOr", "lab:x")], ["w4", "w1"]),
      ([("excludeLabelAnd", "lab:x"), ("excludeLabelAnd", "kind:a")], ["w4", "w3", "w1"]),
      ([("submission", "1970-01-01T00:00:03.000Z")], ["w4", "w3"]), ([("page", "2"), ("pageSize", "3")], ["w1"]),
      ([("search", "W2")], ["w2"]), ([("search", "%")], []), ([("metadataArchiveStatus", "Archived")], []),
    ] as [([(String, String)], [String])])
  func aQueryFindsWhatItAsksFor(_ items: [(String, String)], _ names: [String]) async throws {
    try await withStore { store in
      _ = try await store.insert([
        workflow(1), workflow(2, of: "ann", .running, ["lab": "x", "kind": "a"]),
        workflow(3, of: "ann", .failed, ["lab": "x", "kind": "b"]), workflow(4), workflow(5, of: "bob"),
      ])
      let query = try WorkflowQuery(items.map { (name: $0.0, value: $0.1) })
      let page = try await store.page(of: query, owner: "ann")
      #expect(page.workflows.compactMap(\.name) == names)
    }
  }

  @Test(arguments: [
    ("status", "Done"), ("id", "7"), ("label", "x"), ("start", "yesterday"), ("page", "0"), ("colour", "red"),
  ])
  func whatCannotBeAskedIsSaid(_ name: String, _ value: String) {
    #expect(throws: ServerError.self) { try WorkflowQuery([(name: name, value: value)]) }
  }

  @Test func tokensAreKnownByTheirDigests() async throws {
    try await withStore { store in
      let users = UserStore(database: store.database)
      let first = try users.issue(to: "ann")
      #expect(try await users.user(of: first) == "ann")
      let second = try users.issue(to: "ann")
      let user = try await users.user(of: first)
      #expect(user == nil)
      #expect(try await users.user(of: second) == "ann")
      #expect(try users.remove("ann"))
      let removed = try await users.user(of: second)
      #expect(removed == nil)
    }
  }
}
