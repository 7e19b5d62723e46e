import JSONText
import Synchronization
import TestSupport
import Testing
import WorkflowModel

@testable import SnakemakeBridge

/// Has a folder with one file of an earlier time.
private struct FakePlaces: HandedPlaces {
  let said = Gathered<String>()

  func copy(_ file: FileReference, to target: FileReference) async throws {
    said.add("\(file.location) > \(target.location)")
  }
  func files(below folder: FileReference) async throws -> [FileReference] {
    [folder.appending("old"), folder.appending("x/y")]
  }
  func remove(_ files: [FileReference]) async throws { for file in files { said.add("remove \(file.location)") } }
  func begun(_ folders: [String]) async throws { for folder in folders { said.add("begun \(folder)") } }
  func finished(_ folders: [String]) async throws { for folder in folders { said.add("finished \(folder)") } }
  func program(_ name: String) async throws -> FileReference? {
    name == "program" ? FileReference("s3://b/program/1f/martlet") : nil
  }
}

@Suite struct BrokerWorkflowTests {
  private let replies = Gathered<BrokerReply>()
  private let places = FakePlaces()

  private func job(_ json: String) throws -> HandedJob {
    let request = try BrokerRequest.read(Array(#"{"op":"submit","jobs":[\#(json)]}"#.utf8))
    guard case .submit(let jobs)? = request, let job = jobs.first else { throw BrokerProblem("no job") }
    return job
  }

  /// Hands over the requests and runs to the end.
  private func run(
    _ requests: [BrokerRequest], in context: FakeRunContext, _ jobs: BrokerJobs = BrokerJobs(),
    judge: @escaping @Sendable (RuleDemand) -> [String] = { _ in [] }
  ) async throws -> WorkflowOutputs {
    let before = context.ran.count
    let (stream, continuation) = AsyncStream.makeStream(of: BrokerRequest.self)
    for request in requests { continuation.yield(request) }
    let workflow = BrokerWorkflow(
      name: "snakemake", requests: stream, jobs: jobs, reply: { [replies] in replies.add($0) }, judge: judge,
      places: places)
    return try await withThrowingTaskGroup(of: WorkflowOutputs?.self) { group in
      group.addTask { try await workflow.run(in: context) }
      group.addTask {
        // Snakemake shuts down when all of its jobs have ended.
        let count = requests.reduce(0) { count, request in
          if case .submit(let jobs) = request { count + jobs.count } else { count }
        }
        while context.ran.count - before + replies.all.count(where: { if case .rejected = $0 { true } else { false } })
          < count
        {
          await Task.yield()
        }
        continuation.yield(.shutdown)
        return nil
      }
      for try await outputs in group { if let outputs { return outputs } }
      throw CancellationError()
    }
  }

  @Test func jobsOfARuleAreNumbered() async throws {
    let context = FakeRunContext()
    let jobs = BrokerJobs(taken: [CallPath([.init("count", shards: [4])])])
    let one = try job(#"{"key":"a","name":"count","command":"true"}"#)
    let two = try job(#"{"key":"b","name":"a group/of rules","command":"true"}"#)
    _ = try await run([.submit([one, two])], in: context, jobs)
    #expect(context.ran.map(\.call.description).sorted() == ["a_group_of_rules[0]", "count[5]"])
    #expect(replies.all == [.submitted(key: "a", id: "count[5]"), .submitted(key: "b", id: "a_group_of_rules[0]")])
  }

  @Test func jobsOfAnEarlierSessionAreTheirCallsAgain() async throws {
    let context = FakeRunContext()
    let calls = ["count[3]", "count[4]", "count[5]"].compactMap { CallPath($0) }
    let jobs = BrokerJobs(taken: calls, open: Set(calls.prefix(2)))
    let again = try ["count[3]", "count[3]", "count[5]", "plot[0]", "none["].enumerated().map { number, previous in
      try job(#"{"key":"\#(number)","name":"count","command":"true","previous":"\#(previous)"}"#)
    }
    _ = try await run([.submit(again)], in: context, jobs)
    #expect(
      replies.all
        == ["count[3]", "count[6]", "count[7]", "count[8]", "count[9]"].enumerated().map { number, id in
          .submitted(key: String(number), id: id)
        })
    #expect(jobs.forgotten.map(\.description) == ["count[4]"])
  }

  @Test func resourcesMeanWhatTheyMeanToSnakemake() async throws {
    let context = FakeRunContext()
    let job = try job(
      """
      {"key":"a","name":"wide","command":"run me","threads":4,"image":"i:1","environment":{"A":"b"},"resources":{
      "mem_mb":300,"disk_mb":2,"gpu":1,"runtime":90,"aws_batch_job_queue":"q","shared_memory_size_mb":64,
      "martlet_containerOptions":"--init","slurm_partition":"x","tmpdir":"/tmp"}}
      """)
    _ = try await run([.submit([job])], in: context)
    let request = try #require(context.ran.first?.request)
    #expect(request.command == "run me" && request.images == ["i:1"] && request.environment == ["A": "b"])
    #expect(
      request.resources
        == TaskResources(cpu: 4, memory: 300 << 20, disks: [TaskDisk(size: 2 << 20)], gpus: 1, timeLimit: 5400))
    #expect(
      request.hints
        == ["aws_batch_job_queue": "q", "shared_memory_size_mb": 64, "containerOptions": "--init"])
    #expect(!request.isCacheable && request.retries.failures == 0)
  }

  @Test(arguments: [#""much""#, "-1", "1e30"]) func amountsHaveToBeAmounts(value: String) throws {
    let job = try job(#"{"key":"a","name":"wide","command":"","resources":{"mem_mb":\#(value)}}"#)
    let placement = TaskPlacement(inputFolder: "/in", workFolder: nil, seesLocalFiles: false)
    let problem = #expect(throws: BrokerProblem.self) { try job.request(at: placement) }
    #expect(problem?.description.hasPrefix("rule wide: the resource `mem_mb` must be") == true)
  }

  @Test func whatIsWrongIsRejectedAndNotBegun() async throws {
    let context = FakeRunContext()
    let job = try job(#"{"key":"a","name":"wide","command":"true"}"#)
    _ = try await run([.submit([job])], in: context) { _ in ["too wide", "too long"] }
    #expect(replies.all == [.rejected(key: "a", message: "too wide\ntoo long")])
    #expect(context.ran.isEmpty)
  }

  @Test func whatIsWrongIsToldOnceForAllJobsAndNothingIsBegun() async throws {
    let context = FakeRunContext()
    let demands = try ["wide", "deep", "wide"].map { try job(#"{"key":"a","name":"\#($0)","command":""}"#).demand }
    _ = try await run([.check(demands), .check([])], in: context) { $0.name == "wide" ? ["too wide"] : [] }
    #expect(replies.all == [.checked(mistakes: ["too wide"]), .checked(mistakes: [])])
    #expect(context.ran.isEmpty)
  }

  @Test func everyAmountThatIsWrongIsNamedAndSettingsAreNamedAsTheRuleHasThem() throws {
    let resources = #"{"mem_mb":-1,"gpu":"two","runtime":5,"martlet_platform":"X","aws_batch_timeout":1}"#
    let demand = try job(#"{"key":"a","name":"wide","command":"","resources":\#(resources)}"#).demand
    #expect(demand.wrongAmounts.map { $0.split(separator: " ")[4] } == ["`mem_mb`", "`gpu`"])
    #expect(demand.mistake(in: "platform", "is odd") == "rule wide: the resource `martlet_platform` is odd")
    #expect(demand.mistake(in: "aws_batch_timeout", "is odd").contains("`aws_batch_timeout`"))
  }

  @Test(arguments: [true, false]) func foldersAreMarkedUntilAJobHasWrittenThem(succeeds: Bool) async throws {
    let context = FakeRunContext { _, _ in FakeTask(files: succeeds ? ["tree/x": ""] : [:]) }
    let job = try job(
      #"""
      {"key":"a","name":"grow","command":"true","folders":["s3://b/tree"],"files":{"inputs":[],"logs":[],
      "outputs":[{"path":"tree","address":"s3://b/tree","directory":true}]}}
      """#)
    _ = try? await run([.submit([job])], in: context)
    #expect(places.said.all.first == "begun s3://b/tree")
    #expect(places.said.all.last == (succeeds ? "finished s3://b/tree" : "begun s3://b/tree"))
  }

  @Test func aJobIsGivenThoseOfOurProgramsThatItNeeds() async throws {
    let context = FakeRunContext()
    let job = try job(
      #"""
      {"key":"a","name":"coordinator","command":"run me","files":{"outputs":[],"logs":[],"inputs":[
      {"path":"bin/martlet","address":"martlet:program"},{"path":"bin/agent","address":"martlet:agent"}]}}
      """#)
    _ = try await run([.submit([job])], in: context)
    let request = try #require(context.ran.first?.request)
    #expect(
      request.inputs
        == [TaskInput(.file(FileReference("s3://b/program/1f/martlet")), at: "/mnt/martlet/inputs/0/martlet")])
    #expect(request.command.contains("ln -s '/mnt/martlet/inputs/0/martlet' 'bin/martlet'"))
  }

  private let native = #"""
    {"key":"a","name":"count","wildcards":"part=a","command":"wc","files":{
    "inputs":[{"path":"in/it's.txt","address":"s3://b/it's.txt"}],
    "outputs":[{"path":"out/n.txt","address":"s3://b/n.txt"},{"path":"tree","address":"s3://b/tree","directory":true}],
    "logs":[{"path":"log.txt","address":"s3://b/log.txt"}]}}
    """#

  @Test func filesOfRulesAreBroughtAndPutInTheirPlaces() async throws {
    let context = FakeRunContext { _, _ in FakeTask(files: ["out/n.txt": "3", "tree/x/y": "", "log.txt": "said"]) }
    _ = try await run([.submit([try job(native)])], in: context)
    let request = try #require(context.ran.first?.request)
    #expect(
      request.inputs == [TaskInput(.file(FileReference("s3://b/it's.txt")), at: "/mnt/martlet/inputs/0/it's.txt")])
    #expect(
      request.command == """
        mkdir -p 'in' && ln -s '/mnt/martlet/inputs/0/it'\\''s.txt' 'in/it'\\''s.txt' || exit 1
        mkdir -p '.' || exit 1
        mkdir -p 'out' || exit 1
        wc
        """)
    #expect(request.outputs == [.path("out/n.txt"), .path("tree"), .log("log.txt")])
    let work = "/run/calls/count/0/attempt-1/work/"
    #expect(
      places.said.all.sorted() == [
        work + "log.txt > s3://b/log.txt", work + "out/n.txt > s3://b/n.txt", work + "tree/x/y > s3://b/tree/x/y",
        "remove s3://b/tree/old",
      ])
  }

  @Test func aRuleThatMakesNotAllOfItsOutputsHasFailedAndNothingIsPutInItsPlace() async throws {
    let context = FakeRunContext { _, _ in FakeTask(files: ["out/n.txt": "3"]) }
    let error = await #expect(throws: ExecutionError.self) {
      try await run([.submit([try job(native)])], in: context)
    }
    #expect(error?.message == "count (part=a) failed")
    #expect(places.said.all.isEmpty)
  }

  @Test func aJobThatIsRepeatedHasFailedOnlyIfItsLastAttemptHas() async throws {
    let tries = Mutex(0)
    let context = FakeRunContext { _, _ in
      FakeTask(
        status: tries.withLock { tries in
          tries += 1
          return tries == 1 ? 1 : 0
        })
    }
    let job = try job(#"{"key":"a","name":"odd","command":"true"}"#)
    let jobs = BrokerJobs()
    let first = await #expect(throws: ExecutionError.self) { try await run([.submit([job])], in: context, jobs) }
    #expect(first?.message == "odd failed")
    _ = try await run([.submit([job])], in: context, jobs)
  }

  @Test func whenSnakemakeIsGoneTheRunIsCancelled() async throws {
    let (stream, continuation) = AsyncStream.makeStream(of: BrokerRequest.self)
    continuation.yield(.submit([try job(#"{"key":"a","name":"long","command":"true"}"#)]))
    continuation.finish()
    let workflow = BrokerWorkflow(
      name: "snakemake", requests: stream, jobs: BrokerJobs(), reply: { _ in }, judge: { _ in [] }, places: places)
    let context = FakeRunContext { _, _ in
      try await Task.sleep(for: .seconds(3600))
      return FakeTask()
    }
    await #expect(throws: CancellationError.self) { try await workflow.run(in: context) }
  }
}
