import Digest
import TaskAgent
import TaskManifest
import Testing

@Suite struct StagingTests {
  private let bench: AgentBench
  private var store: FakeObjectStore { bench.store }

  init() throws { bench = try AgentBench() }

  @Test func inputsLieWhereTheManifestSays() async throws {
    store["s3://data/a.txt"] = "alpha\n"
    store["s3://data/index/one"] = "1\n"
    store["s3://data/index/deep/two"] = "2\n"
    store["s3://data/index/empty/"] = ""
    store["s3://data/index.old"] = "not below the folder\n"
    let (status, result) = try await bench.run(
      bench.manifest(
        "cd '\(bench.inputs)' && find . | sort && cat x/a.txt i/one i/deep/two t",
        inputs: [
          ManifestInput(
            .object(url: "s3://data/a.txt", size: 6, etag: FakeObjectStore.etag("alpha\n")),
            at: bench.inputs + "/x/a.txt"),
          ManifestInput(.prefix(url: "s3://data/index"), at: bench.inputs + "/i"),
          ManifestInput(.text("text\n"), at: bench.inputs + "/t"),
        ]))
    #expect(status == 0)
    #expect(result?.failure == nil)
    #expect(
      store["s3://runs/task/stdout"] == """
        .
        ./i
        ./i/deep
        ./i/deep/two
        ./i/empty
        ./i/one
        ./t
        ./x
        ./x/a.txt
        alpha
        1
        2
        text

        """)
  }

  @Test func outputsAreKeptUnderTheirPaths() async throws {
    let (status, result) = try await bench.run(
      bench.manifest(
        "echo 1 > one; mkdir -p d/e; echo 2 > d/two; echo 3 > d/e/three; ln -s one link; echo x > '\(bench.folder)/far'",
        outputs: [.path("one"), .path("d"), .path("absent"), .glob("*n*"), .path(bench.folder + "/far")]))
    #expect(status == 0)
    let far = bench.folder + "/far"
    #expect(
      result?.files.map(\.path) == ["one", "d", "d/e/three", "d/two", "link", far])
    #expect(
      result?.files.map(\.url)
        == ["work/one", "work/d", "work/d/e/three", "work/d/two", "work/link", "outside\(far)"].map {
          "s3://runs/task/" + $0
        })
    #expect(result?.matches == ["*n*": ["link", "one"]])
    #expect(result?.files.first?.size == 2)
    #expect(result?.files.first?.etag == FakeObjectStore.etag("1\n"))
    #expect(store["s3://runs/task/work/link"] == "1\n")
    #expect(store["s3://runs/task/work/d/e/three"] == "3\n")
    #expect(store["s3://runs/task/outside\(far)"] == "x\n")
  }

  @Test(arguments: [false, true]) func whatAFailedCommandLeftIsKeptOnRequest(isWanted: Bool) async throws {
    let (status, result) = try await bench.run(
      bench.manifest("echo half > one; exit 3", outputs: [.path("one"), .path("two")]) {
        $0.keepsFailedOutputs = isWanted
      })
    #expect(status == 3)
    #expect(result?.failure == nil)
    #expect(result?.files.map(\.url) == (isWanted ? ["s3://runs/task/work/one"] : []))
    #expect(store["s3://runs/task/work/one"] == (isWanted ? "half\n" : nil))
  }

  @Test func whatACommandLeftThatTookTooLongIsKeptOnRequest() async throws {
    let (status, result) = try await bench.run(
      bench.manifest("echo half > part; mv part one; sleep 60", outputs: [.path("one")]) {
        $0.keepsFailedOutputs = true
        $0.timeLimit = 0
      })
    #expect(status == AgentStatus.timedOut.rawValue)
    #expect(result?.failure?.cause == .timedOut)
    #expect(store["s3://runs/task/work/one"] == "half\n" || result?.files == [])
  }

  @Test func failedOutputsThatCannotBeKeptDoNotHideTheFailure() async throws {
    store.trouble(.fails(ObjectStoreError(.other, "no")), at: "s3://runs/task/work/one")
    let (status, result) = try await bench.run(
      bench.manifest("echo half > one; exit 3", outputs: [.path("one")]) { $0.keepsFailedOutputs = true })
    #expect(status == 3)
    #expect(result?.failure == nil)
    #expect(result?.files == [])
  }

  @Test func theStoreIsToldHowObjectsAreKept() async throws {
    var objects = ManifestObjects()
    objects.storageClass = "STANDARD_IA"
    objects.requesterPays = true
    _ = try await bench.run(bench.manifest("true") { [objects] in $0.objects = objects })
    #expect(store.settings == objects)
  }

  @Test func theResultTellsWhatTheCommandUsed() async throws {
    let (_, result) = try await bench.run(bench.manifest("head -c 100000 /dev/zero > zeros"))
    #expect(result?.usage?.diskUsed ?? 0 >= 100_000)
  }

  @Test func theResultIsWrittenLast() async throws {
    _ = try await bench.run(bench.manifest("echo 1 > one", outputs: [.path("one")]))
    #expect(store.writes.first == "s3://runs/task/work/one")
    #expect(store.writes.last == "s3://runs/task/result.json")
    #expect(store.writes.count == 4)
  }

  @Test func anInputThatIsHandedThroughKeepsItsAddress() async throws {
    store["s3://data/a.txt"] = "alpha\n"
    let (_, result) = try await bench.run(
      bench.manifest(
        "ln -s '\(bench.inputs)/a.txt' soft; ln '\(bench.inputs)/a.txt' hard; cp soft copy",
        inputs: [ManifestInput(.object(url: "s3://data/a.txt", size: nil, etag: nil), at: bench.inputs + "/a.txt")],
        outputs: [.path("soft"), .path("hard"), .path("copy"), .path(bench.inputs + "/a.txt")]))
    #expect(
      result?.files.map(\.url) == ["s3://data/a.txt", "s3://data/a.txt", "s3://runs/task/work/copy", "s3://data/a.txt"])
    #expect(store.urls.filter { $0.contains("/work/") } == ["s3://runs/task/work/copy"])
  }

  @Test func anInputThatTheCommandChangedIsKeptAnew() async throws {
    store["s3://data/a.txt"] = "alpha\n"
    let (_, result) = try await bench.run(
      bench.manifest(
        "echo omega >> '\(bench.inputs)/a.txt'; ln -s '\(bench.inputs)/a.txt' a",
        inputs: [ManifestInput(.object(url: "s3://data/a.txt", size: nil, etag: nil), at: bench.inputs + "/a.txt")],
        outputs: [.path("a")]))
    #expect(result?.files.map(\.url) == ["s3://runs/task/work/a"])
    #expect(store["s3://runs/task/work/a"] == "alpha\nomega\n")
    #expect(store["s3://data/a.txt"] == "alpha\n")
  }

  @Test func anInputFolderIsHandedThroughWhole() async throws {
    store["s3://data/index/one"] = "1\n"
    store["s3://data/index/deep/two"] = "2\n"
    let (_, result) = try await bench.run(
      bench.manifest(
        "ln -s '\(bench.inputs)/i' index; cp -rL index more",
        inputs: [ManifestInput(.prefix(url: "s3://data/index/"), at: bench.inputs + "/i")],
        outputs: [.path("index"), .path("more")]))
    #expect(
      result?.files.map(\.url) == [
        "s3://data/index", "s3://data/index/deep/two", "s3://data/index/one", "s3://runs/task/work/more",
        "s3://runs/task/work/more/deep/two", "s3://runs/task/work/more/one",
      ])
  }

  @Test(arguments: [nil, "s3://data/index/one", "s3://data/index/new"])
  func aFolderIsWhatTheHeadSaw(changed: String?) async throws {
    store["s3://data/index/one"] = "1\n"
    store["s3://data/index/deep/two"] = "2\n"
    store["s3://data/index/empty/"] = ""
    let files = ["one": "1\n", "deep/two": "2\n"].map { ($0, Int64($1.utf8.count), Optional(FakeObjectStore.etag($1))) }
    if let changed { store[changed] = "3\n" }
    let (status, result) = try await bench.run(
      bench.manifest(
        "true",
        inputs: [
          ManifestInput(
            .prefix(url: "s3://data/index/", listing: ListingDigest(files).hexadecimal), at: bench.inputs + "/i")
        ]))
    #expect((status == 0) == (changed == nil))
    #expect(result?.failure?.message.contains("has changed since") ?? false == (changed != nil))
  }

  @Test func emptyFoldersAreMarked() async throws {
    store["s3://data/index/a"] = "a"
    store["s3://data/index/none/"] = ""
    let (_, result) = try await bench.run(
      bench.manifest(
        "mkdir -p d/full d/empty/within bare; echo > d/full/f; ln -s '\(bench.inputs)/i' handed",
        inputs: [ManifestInput(.prefix(url: "s3://data/index"), at: bench.inputs + "/i")],
        outputs: [.path("d"), .path("bare"), .path("handed")]))
    #expect(result?.failure == nil)
    #expect(
      store.writes.filter { $0.hasSuffix("/") }.sorted()
        == ["s3://runs/task/work/bare/", "s3://runs/task/work/d/empty/within/"])
  }

  @Test func aFolderWithAnInputAndMoreIsKeptWhole() async throws {
    store["s3://data/index/one"] = "1\n"
    let (_, result) = try await bench.run(
      bench.manifest(
        "ln -s '\(bench.inputs)/i' index; echo 2 > index/two",
        inputs: [ManifestInput(.prefix(url: "s3://data/index"), at: bench.inputs + "/i")],
        outputs: [.path("index")]))
    #expect(
      result?.files.map(\.url) == ["", "/one", "/two"].map { "s3://runs/task/work/index" + $0 })
  }

  @Test(
    arguments: [
      ("s3://data/absent", nil, nil, "s3://data/absent does not exist"),
      ("s3://data/a.txt", nil, "0123", "s3://data/a.txt has changed since the task was written"),
      (
        "s3://data/a.txt", 5, nil,
        "s3://data/a.txt has 6 bytes and had 5 when the task was written: it has changed since"
      ),
      (
        "https://host/a", nil, nil, "the input https://host/a is not s3://BUCKET/KEY: this agent cannot bring it"
      ),
    ] as [(String, Int64?, String?, String)])
  func anInputThatIsNotWhatItWasIsAFailureOfStageIn(
    url: String, size: Int64?, etag: String?, message: String
  ) async throws {
    store["s3://data/a.txt"] = "alpha\n"
    let (status, result) = try await bench.run(
      bench.manifest(
        "echo started",
        inputs: [ManifestInput(.object(url: url, size: size, etag: etag), at: bench.inputs + "/a")]))
    #expect(status == AgentStatus.stageIn.rawValue)
    #expect(result?.failure == .init(.stageIn, .staging, message))
    #expect(store["s3://runs/task/stdout"] == "")
  }

  @Test func aFolderThatIsNotThereIsAFailureOfStageIn() async throws {
    let (status, result) = try await bench.run(
      bench.manifest("", inputs: [ManifestInput(.prefix(url: "s3://data/absent"), at: bench.inputs + "/i")]))
    #expect(status == AgentStatus.stageIn.rawValue)
    #expect(result?.failure?.message == "the input folder s3://data/absent does not exist or is empty")
  }

  @Test(arguments: ["../up", "a//b", "a/./b", "/root"])
  func aKeyThatIsNoPathIsRefused(name: String) async throws {
    store["s3://data/index/\(name)"] = "x"
    let (status, result) = try await bench.run(
      bench.manifest("", inputs: [ManifestInput(.prefix(url: "s3://data/index"), at: bench.inputs + "/i")]))
    #expect(status == AgentStatus.stageIn.rawValue)
    #expect(
      result?.failure?.message
        == "s3://data/index/\(name) cannot be brought: its key is no path of files and folders")
  }

  @Test func whatDoesNotFitIsNotEvenBegun() async throws {
    store["s3://data/a.txt"] = "alpha\n"
    let (status, result) = try await bench.run(
      bench.manifest(
        "",
        inputs: [
          ManifestInput(.object(url: "s3://data/a.txt", size: 1 << 60, etag: nil), at: bench.inputs + "/a")
        ]))
    #expect(status == AgentStatus.diskFull.rawValue)
    #expect(result?.failure?.cause == .diskFull)
    #expect(result?.failure?.message.hasPrefix("the inputs need 1152921504606846976 bytes and the disk of ") == true)
  }

  @Test func anOutputThatCannotBeKeptMakesNoneReal() async throws {
    store.trouble(.fails(ObjectStoreError(.other, "no permission")), at: "s3://runs/task/work/two")
    let (status, result) = try await bench.run(
      bench.manifest("echo 1 > one; echo 2 > two; echo said", outputs: [.path("one"), .path("two")]))
    #expect(status == AgentStatus.stageOut.rawValue)
    #expect(result?.exitStatus == 0)
    #expect(result?.failure == .init(.stageOut, .staging, "no permission"))
    #expect(result?.files == [])
    #expect(store["s3://runs/task/stdout"] == "said\n")
  }

  @Test func aResultThatCannotBeWrittenIsTheAgentsOwnFailure() async throws {
    store.trouble(.fails(ObjectStoreError(.other, "no permission")), at: "s3://runs/task/result.json")
    let (status, result) = try await bench.run(bench.manifest("true"))
    #expect(status == AgentStatus.result.rawValue)
    #expect(result == nil)
  }
}
