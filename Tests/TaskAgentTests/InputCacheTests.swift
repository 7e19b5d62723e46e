import Glibc
import TaskFolder
import TaskManifest
import Testing

@testable import TaskAgent

@Suite struct InputCacheTests {
  private let bench: AgentBench
  private var store: FakeObjectStore { bench.store }
  private let large = String(repeating: "alpha\n", count: 20_000)
  private static let url = "s3://data/reference.fa"

  init() throws { bench = try AgentBench() }

  private var cache: String { bench.folder + "/cache" }

  private func input(_ url: String = Self.url) -> ManifestInput {
    let text = store[url] ?? ""
    return ManifestInput(
      .object(url: url, size: Int64(text.utf8.count), etag: FakeObjectStore.etag(text)),
      at: bench.inputs + "/" + (url.split(separator: "/").last ?? ""))
  }

  /// A task with these inputs, in a folder that is made anew.
  private func run(
    _ inputs: [ManifestInput], _ command: String = "cksum '$I'/*", size: Int64 = 1 << 20
  ) async throws -> TaskResult? {
    try Disk.removeTree(bench.folder + "/task")
    let command = command.replacing("'$I'", with: "'\(bench.inputs)'")
    return try await bench.run(
      bench.manifest(command, inputs: inputs, outputs: [.glob("out*")]) {
        $0.cache = ManifestCache(folder: cache, size: size)
      }
    ).result
  }

  private func objects() throws -> [String] { try Disk.filesBelow(cache + "/objects").map(\.path) }

  @Test func theSecondTaskOfAHostFindsWhatTheFirstBrought() async throws {
    store[Self.url] = large
    for _ in 0..<3 {
      let result = try await run([input()])
      #expect(result?.exitStatus == 0)
      #expect(try bench.text("task/inputs/reference.fa") == large)
    }
    #expect(store.downloads == [Self.url])
  }

  @Test func anObjectThatChangedIsAnother() async throws {
    store[Self.url] = large
    _ = try await run([input()])
    store[Self.url] = large + "omega\n"
    _ = try await run([input()])
    #expect(try bench.text("task/inputs/reference.fa") == large + "omega\n")
    #expect(store.downloads.count == 2)
  }

  @Test func whatACommandWroteIntoIsBroughtAgain() async throws {
    store[Self.url] = large
    _ = try await run([input()], "chmod u+w '$I'/*; echo spoilt >> '$I'/reference.fa")
    _ = try await run([input()])
    #expect(try bench.text("task/inputs/reference.fa") == large)
    #expect(store.downloads.count == 2)
  }

  @Test func smallObjectsAndSuchWithoutAnETagGoPastIt() async throws {
    store["s3://data/small"] = "small\n"
    store[Self.url] = large
    let unknown = ManifestInput(.object(url: Self.url, size: nil, etag: nil), at: bench.inputs + "/unknown")
    _ = try await run([input("s3://data/small"), unknown])
    #expect(try bench.text("task/inputs/unknown") == large)
    #expect(try Disk.status(of: cache + "/objects").map { _ in try objects() } ?? [] == [])
  }

  @Test func whatWasNotUsedForLongestLeaves() async throws {
    for name in ["a", "b", "c"] { store["s3://data/\(name)"] = name + large }
    let size = Int64(large.utf8.count) * 5 / 2
    for name in ["a", "b", "a", "c"] { _ = try await run([input("s3://data/\(name)")], size: size) }
    #expect(try objects().count == 2)
    _ = try await run([input("s3://data/a")], size: size)
    #expect(store.downloads == ["s3://data/a", "s3://data/b", "s3://data/c"])
  }

  @Test func whatDoesNotFitGoesPastIt() async throws {
    store[Self.url] = large
    for _ in 0..<2 { #expect(try await run([input()], size: 100_000)?.exitStatus == 0) }
    #expect(store.downloads.count == 2)
    #expect(try objects() == [])
  }

  @Test func aFolderThatCannotBeUsedCostsNothingButTheDetour() async throws {
    store[Self.url] = large
    try Disk.write([], to: cache)
    #expect(try await run([input()])?.exitStatus == 0)
    #expect(try bench.text("task/inputs/reference.fa") == large)
  }

  @Test func anObjectThatIsGoneIsAFailureAllTheSame() async throws {
    store[Self.url] = large
    let wanted = input()
    store[Self.url] = nil
    let result = try await run([wanted])
    #expect(result?.failure?.phase == .stageIn)
    #expect(try objects() == [])
  }

  @Test func anInputOfTheCacheThatIsHandedThroughKeepsItsAddress() async throws {
    store[Self.url] = large
    _ = try await run([input()])
    let result = try await run([input()], "ln -s '$I'/reference.fa out")
    #expect(result?.files.map(\.url) == [Self.url])
  }
}

@Suite struct CacheRoomTests {
  private let room = CacheRoom(limit: 100)

  @Test func whatFitsIsAdmittedInItsOrder() {
    #expect(room.admitted([("a", 60), ("b", 50), ("c", 40), ("a", 60)]) == ["a", "c"])
    #expect(room.admitted([("a", 101)]) == [])
    #expect(CacheRoom(limit: 0).admitted([("a", 1)]) == [])
  }

  @Test func theLeastRecentlyUsedLeaveUntilThereIsRoom() {
    let entries = [("a", 40, 3), ("b", 30, 1), ("c", 30, 2)].map {
      CacheRoom.Entry(name: $0.0, size: $0.1, used: $0.2)
    }
    #expect(room.leaving(entries, wanted: [], needed: 0) == [])
    #expect(room.leaving(entries, wanted: [], needed: 20)?.map(\.name) == ["b"])
    #expect(room.leaving(entries, wanted: ["b"], needed: 50)?.map(\.name) == ["c", "a"])
    #expect(room.leaving(entries, wanted: ["a", "b", "c"], needed: 50) == nil)
    let coming = entries.map { CacheRoom.Entry(name: $0.name, size: $0.size, used: $0.used, isComing: true) }
    #expect(room.leaving(coming, wanted: [], needed: 20) == nil, "what others bring stays")
  }
}
