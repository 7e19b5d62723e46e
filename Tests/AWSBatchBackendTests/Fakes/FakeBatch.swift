import AWSClient
import JSONText
import Synchronization

/// AWS Batch in memory: each question about a job brings it a step further, and a job that runs is done by a function.
final class FakeBatch: Sendable {
  /// How a job ends.
  struct End: Sendable {
    var exitCode: Int32? = 0
    var statusReason: String? = "Essential container in task exited"
    var containerReason: String?
    /// Batch forgets the job.
    var vanishes = false
  }

  struct Job: Sendable {
    let id: String
    let submission: JSONValue
    var status = "SUBMITTED"
    var end: End?
    var isTerminated = false
    var reason: String?
    /// Yields when the container is to end.
    let stops: AsyncStream<Int32>
    let stop: AsyncStream<Int32>.Continuation

    init(id: String, submission: JSONValue) {
      self.id = id
      self.submission = submission
      (stops, stop) = AsyncStream.makeStream()
    }

    var command: [String] {
      submission["containerOverrides"]?["command"]?.array?.compactMap(\.string) ?? []
    }
  }

  private struct State {
    var jobs: [String: Job] = [:]
    var order: [String] = []
    var definitions: [JSONValue] = []
    var calls: [String] = []
    var stuck = false
  }

  private let state = Mutex(State())
  private let queue: String
  private let queueState: String
  /// What a job does once it runs.
  private let work: @Sendable (Job) async -> End

  init(queue: String, state: String = "ENABLED", work: @escaping @Sendable (Job) async -> End) {
    self.queue = queue
    queueState = state
    self.work = work
  }

  /// The operations asked for so far, in order: `submitjob`.
  var calls: [String] { state.withLock { $0.calls } }
  var jobs: [Job] { state.withLock { state in state.order.compactMap { state.jobs[$0] } } }
  var definitions: [JSONValue] { state.withLock { $0.definitions } }

  /// Jobs stay RUNNABLE until they are terminated.
  func hold() { state.withLock { $0.stuck = true } }

  func answer(_ received: InMemoryTransport.Received) async throws -> HTTPResponse {
    let operation = String(received.request.url.path.split(separator: "/").last ?? "")
    let body = try JSONParser.parse(received.body)
    state.withLock { $0.calls.append(operation) }
    switch operation {
    case "describejobqueues": return json(["jobQueues": .array(queues(body))])
    case "describejobdefinitions": return json(describeDefinitions(body))
    case "registerjobdefinition": return json(register(body))
    case "submitjob": return json(submit(body))
    case "describejobs": return json(["jobs": .array(await describe(body))])
    case "terminatejob": return json(terminate(body))
    default: return HTTPResponse(status: 404)
    }
  }

  private func json(_ value: JSONValue) -> HTTPResponse {
    HTTPResponse(
      status: 200, fields: ["Content-Type": "application/json"],
      body: HTTPResponseBody(Array(JSONWriter.compact(value).utf8)))
  }

  private func queues(_ body: JSONValue) -> [JSONValue] {
    let asked = body["jobQueues"]?.array?.compactMap(\.string) ?? [queue]
    return asked.filter { $0 == queue }.map {
      [
        "jobQueueName": .string($0), "jobQueueArn": .string("arn:" + $0), "state": .string(queueState),
        "status": "VALID",
        "priority": 1, "computeEnvironmentOrder": [],
      ]
    }
  }

  /// One definition a page.
  private func describeDefinitions(_ body: JSONValue) -> JSONValue {
    let found = definitions.filter { $0["jobDefinitionName"] == body["jobDefinitionName"] }
    let place = body["nextToken"]?.string.flatMap { Int($0) } ?? 0
    guard place < found.count else { return ["jobDefinitions": []] }
    var page: JSONObject = ["jobDefinitions": [found[place]]]
    if place + 1 < found.count { page["nextToken"] = .string(String(place + 1)) }
    return .object(page)
  }

  /// Somebody else's definition of that name, on the page before the others.
  func addForeignDefinition(named name: String) {
    state.withLock { state in
      let definition: JSONValue = [
        "jobDefinitionName": .string(name), "jobDefinitionArn": "arn:foreign", "revision": 0, "type": "container",
        "status": "ACTIVE", "parameters": ["martlet-shape": "other"],
      ]
      state.definitions.insert(definition, at: 0)
    }
  }

  private func register(_ body: JSONValue) -> JSONValue {
    state.withLock { state in
      let name = body["jobDefinitionName"]?.string ?? ""
      let revision = state.definitions.filter { $0["jobDefinitionName"]?.string == name }.count + 1
      var definition = body.object ?? JSONObject()
      definition["jobDefinitionArn"] = .string("arn:aws:batch:us-east-1:1:job-definition/\(name):\(revision)")
      definition["revision"] = .int(revision)
      definition["status"] = "ACTIVE"
      state.definitions.append(.object(definition))
      return .object(definition)
    }
  }

  private func submit(_ body: JSONValue) -> JSONValue {
    state.withLock { state in
      let id = "job-\(state.order.count + 1)"
      state.jobs[id] = Job(id: id, submission: body)
      state.order.append(id)
      return ["jobId": .string(id), "jobName": body["jobName"] ?? .null, "jobArn": .string("arn:" + id)]
    }
  }

  private func describe(_ body: JSONValue) async -> [JSONValue] {
    var answers: [JSONValue] = []
    for id in body["jobs"]?.array?.compactMap(\.string) ?? [] {
      guard let job = await step(id), !(job.end?.vanishes ?? false) else { continue }
      answers.append(detail(job))
    }
    return answers
  }

  private func step(_ id: String) async -> Job? {
    guard var job = state.withLock({ $0.jobs[id] }) else { return nil }
    let isHeld = state.withLock { $0.stuck }
    switch job.status {
    case "SUBMITTED": job.status = "RUNNABLE"
    case "RUNNABLE" where !isHeld && !job.isTerminated: job.status = "RUNNING"
    case "RUNNING":
      let end = await work(job)
      job.end = end
      job.status = end.exitCode == 0 ? "SUCCEEDED" : "FAILED"
    default: break
    }
    return state.withLock { state in
      let terminated = state.jobs[id]
      if let terminated, terminated.isTerminated {
        job.isTerminated = true
        job.reason = terminated.reason
        if job.status != "SUCCEEDED" { job.status = "FAILED" }
      }
      state.jobs[id] = job
      return job
    }
  }

  private func detail(_ job: Job) -> JSONValue {
    var container: JSONObject = ["logStreamName": .string("stream/" + job.id)]
    if let code = job.end?.exitCode { container["exitCode"] = .int(Int64(code)) }
    if let reason = job.end?.containerReason { container["reason"] = .string(reason) }
    var detail: JSONObject = [
      "jobId": .string(job.id), "jobName": job.submission["jobName"] ?? "", "jobQueue": .string("arn:" + queue),
      "status": .string(job.status), "startedAt": 1, "jobDefinition": job.submission["jobDefinition"] ?? "",
      "container": .object(container),
    ]
    if let reason = job.reason ?? job.end?.statusReason { detail["statusReason"] = .string(reason) }
    if job.isTerminated { detail["isTerminated"] = true }
    return .object(detail)
  }

  private func terminate(_ body: JSONValue) -> JSONValue {
    state.withLock { state in
      let id = body["jobId"]?.string ?? ""
      guard let job = state.jobs[id], job.end == nil else { return [:] }
      job.stop.yield(15)
      state.jobs[id]?.isTerminated = true
      state.jobs[id]?.reason = body["reason"]?.string
      return [:]
    }
  }
}
