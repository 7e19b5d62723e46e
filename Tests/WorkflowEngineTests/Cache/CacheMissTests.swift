import JSONText
import Testing
import WorkflowModel

@testable import WorkflowEngine

@Suite struct CacheMissTests {
  private let placement = TaskPlacement(inputFolder: "/in", workFolder: "/work", seesLocalFiles: false)

  private func key(_ change: (inout TaskRequest) -> Void = { _ in }, content: String = "crc64nvme:1:1") -> CacheKey {
    var request = TaskRequest(command: "one\ntwo /in/0/r.fq -t 4\nthree")
    request.images = ["image:1"]
    request.inputs = [TaskInput(.file(FileReference("/d/r.fq")), at: "/in/0/r.fq")]
    request.environment = ["TOKEN": "secret"]
    change(&request)
    let identities = request.inputs.map { _ in Optional(ContentIdentity(text: content)) }
    return CacheKey(request, placement, inputs: identities, inPlace: [])
  }

  private func entry(_ key: CacheKey, time: Int64 = 0) -> CacheEntry {
    let nowhere = FileReference("/n")
    return CacheEntry(
      key: key.digest, parts: key.parts, run: "r", folder: "/r", call: CallPath([.init("c")]), time: time, status: 0,
      files: TaskFiles(stdout: nowhere, stderr: nowhere, workFolder: "/w"))
  }

  private func why(_ now: CacheKey) -> String { "\(CacheMiss.nearest(to: now, among: [entry(key())]))" }

  @Test func whatDecidesTheResultsIsInTheKey() {
    let changes: [(inout TaskRequest) -> Void] = [
      { $0.command = "other" }, { $0.shell = ["sh"] }, { $0.images = ["image:2"] }, { $0.outputs = [.path("x")] },
      { $0.environment["A"] = "1" }, { $0.environment["TOKEN"] = "other" }, { $0.successStatuses = nil },
      { $0.inputs.removeAll() },
    ]
    let digests = Set(changes.map { key($0).digest } + [key().digest, key(content: "crc64nvme:2:1").digest])
    #expect(digests.count == changes.count + 2)
  }

  @Test func whatDoesNotIsNot() {
    let changes: [(inout TaskRequest) -> Void] = [
      { $0.resources.cpu = 8 }, { $0.resources.memory = 1 << 40 }, { $0.retries.failures = 3 },
      { $0.labels = ["a": ""] },
      { $0.hints = ["queueArn": "x"] },
      { $0.inputs[0].source = .file(FileReference("s3://elsewhere/r.fq")) },
    ]
    #expect(Set(changes.map { key($0).digest }) == [key().digest])
  }

  @Test func secretsAreNotWrittenDown() {
    #expect(!key().parts.values.contains { $0.contains("secret") })
  }

  @Test func aChangeIsNamed() {
    #expect(why(key(content: "crc64nvme:2:1")) == "the input r.fq has changed")
    #expect(why(key { $0.images = ["image:2"] }) == "its image was image:1 and is image:2")
    #expect(why(key { $0.environment["TOKEN"] = "other" }) == "the variable TOKEN has changed")
    #expect(why(key { $0.environment["NEW"] = "1" }) == "the variable NEW is new")
    #expect(
      why(key { $0.command = "one\ntwo /in/0/r.fq -t 8\nthree" })
        == "its command differs in line 2: it was `two <0>/r.fq -t 4` and is `two <0>/r.fq -t 8`")
    #expect(
      why(key { $0.command = "one\ntwo /in/0/r.fq -t 4\nthree\nfour" })
        == "its command differs in line 4: it was empty and is `four`")
    #expect(why(key { $0.outputs = [.path("x")] }) == "it asks for other outputs")
  }

  @Test func theNearestEntryIsComparedWith() {
    let far = key { request in
      request.images = ["image:9"]
      request.shell = ["sh"]
    }
    let near = key(content: "crc64nvme:9:9")
    let now = key()
    #expect("\(CacheMiss.nearest(to: now, among: [entry(far, time: 9), entry(near)]))" == "the input r.fq has changed")
    #expect(CacheMiss.nearest(to: now, among: []) == .first)
  }

  @Test func anEntryReadsBackAsItWasWritten() throws {
    let before = entry(key())
    #expect(try CacheEntry(before.json) == before)
  }
}
