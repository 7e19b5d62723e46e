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
    /// Of an array's child.
    let index: Int?

    init(id: String, submission: JSONValue, index: Int? = nil) {
      self.id = id
      self.index = index
      self.submission = submission
      (stops, stop) = AsyncStream.makeStream()
    }

    var command: [String] {
      submission["containerOverrides"]?["command"]?.array?.compactMap(\.string) ?? []
    }
  }

  private struct State {
    var jobs: [String: Job] = [:]
    /// The ids of those whose work has begun.
    var working: Set<String> = []
    var order: [String] = []
    var definitions: [JSONValue] = []
    var looks = 0
    var hiddenLooks: Set<Int> = []
    var calls: [String] = []
    var stuck = false
    /// Operations whose answers get lost, or that are refused with a status: each once for each time it stands here.
    var troubles: [(operation: String, trouble: Trouble)] = []
  }

  enum Trouble: Hashable, Sendable {
    /// The work is done, but its answer never comes.
    case answerLost
    case refused(status: Int)
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

  /// What happens to the next request of an operation.
  func trouble(_ trouble: Trouble, at operation: String, times: Int = 1) {
    state.withLock { state in
      state.troubles += Array(repeating: (operation: operation, trouble: trouble), count: times)
    }
  }

  private func nextTrouble(_ operation: String) -> Trouble? {
    state.withLock { state in
      state.troubles.firstIndex { $0.operation == operation }.map { state.troubles.remove(at: $0).trouble }
    }
  }

  /// The jobs that do work, arrays by their children.
  var workers: [Job] { jobs.filter { children(of: $0).isEmpty } }

  private func children(of job: Job) -> [Job] {
    let size = job.index == nil ? job.submission["arrayProperties"]?["size"]?.int ?? 0 : 0
    return state.withLock { state in (0..<size).compactMap { state.jobs["\(job.id):\($0)"] } }
  }

  /// What was to be terminated goes on as if nobody had asked.
  func forgetTerminations() {
    state.withLock { state in for id in state.jobs.keys { state.jobs[id]?.isTerminated = false } }
  }

  /// Jobs stay RUNNABLE until they are terminated.
  func hold() { state.withLock { $0.stuck = true } }

  func answer(_ received: InMemoryTransport.Received) async throws -> HTTPResponse {
    let operation = String(received.request.url.path.split(separator: "/").last ?? "")
    let body = try JSONParser.parse(received.body)
    state.withLock { $0.calls.append(operation) }
    let trouble = nextTrouble(operation)
    if case .refused(let status) = trouble {
      return HTTPResponse(status: status, body: HTTPResponseBody(Array("{\"message\": \"no\"}".utf8)))
    }
    let response = try await answer(operation, body)
    if trouble == .answerLost { throw HTTPTransportError.connectionLost(reason: "the answer is lost") }
    return response
  }

  private func answer(_ operation: String, _ body: JSONValue) async throws -> HTTPResponse {
    switch operation {
    case "describejobqueues": return json(["jobQueues": .array(queues(body))])
    case "describejobdefinitions": return json(describeDefinitions(body))
    case "registerjobdefinition": return json(register(body))
    case "deregisterjobdefinition": return json(deregister(body))
    case "submitjob": return isActive(body["jobDefinition"]) ? json(submit(body)) : inactive
    case "describejobs": return json(["jobs": .array(await describe(body))])
    case "listjobs": return json(list(body))
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
    let isHidden = state.withLock { state in
      state.looks += 1
      return state.hiddenLooks.contains(state.looks)
    }
    let found = isHidden ? [] : definitions.filter { $0["status"] == "ACTIVE" && isNamed($0, body) }
    let place = body["nextToken"]?.string.flatMap { Int($0) } ?? 0
    guard place < found.count else { return ["jobDefinitions": []] }
    var page: JSONObject = ["jobDefinitions": [found[place]]]
    if place + 1 < found.count { page["nextToken"] = .string(String(place + 1)) }
    return .object(page)
  }

  private func isNamed(_ definition: JSONValue, _ body: JSONValue) -> Bool {
    guard let names = body["jobDefinitions"]?.array else {
      return definition["jobDefinitionName"] == body["jobDefinitionName"]
    }
    let name = "\(definition["jobDefinitionName"]?.string ?? ""):\(definition["revision"]?.int ?? 0)"
    return names.contains { $0 == definition["jobDefinitionArn"] || $0.string == name }
  }

  /// The looks at definitions, from 1, that see none: somebody else registers after them.
  func hideDefinitions(atLooks looks: Set<Int>) { state.withLock { $0.hiddenLooks = looks } }

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

  /// A definition that a user made, with a folder of the host perhaps.
  func addOwnDefinition(named name: String, mounting host: String? = nil, at path: String = "/host") {
    var container: JSONObject = ["image": "lab/tools:1", "command": ["true"]]
    if let host {
      container["volumes"] = [["name": "host", "host": ["sourcePath": .string(host)]]]
      container["mountPoints"] = [["sourceVolume": "host", "containerPath": .string(path)]]
    }
    let definition: JSONObject = [
      "jobDefinitionName": .string(name), "type": "container", "containerProperties": .object(container),
    ]
    _ = register(.object(definition))
  }

  private func deregister(_ body: JSONValue) -> JSONValue {
    state.withLock { state in
      for place in state.definitions.indices
      where state.definitions[place]["jobDefinitionArn"] == body["jobDefinition"] {
        var definition = state.definitions[place].object ?? JSONObject()
        definition["status"] = "INACTIVE"
        state.definitions[place] = .object(definition)
      }
    }
    return [:]
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

  /// Without a revision any will do.
  private func isActive(_ name: JSONValue?) -> Bool {
    definitions.first { $0["jobDefinitionArn"] == name }.map { $0["status"] == "ACTIVE" } ?? true
  }

  private var inactive: HTTPResponse {
    HTTPResponse(
      status: 400, fields: ["x-amzn-errortype": "ClientException"],
      body: HTTPResponseBody(
        Array(#"{"message": "JobDefinition name d:1 does not exist or is not in ACTIVE status"}"#.utf8)))
  }

  /// Somebody deregisters all definitions that there are.
  func deregisterAll() {
    for each in definitions { _ = deregister(["jobDefinition": each["jobDefinitionArn"] ?? .null]) }
  }

  private func submit(_ body: JSONValue) -> JSONValue {
    state.withLock { state in
      let id = "job-\(state.jobs.values.count { $0.index == nil } + 1)"
      state.jobs[id] = Job(id: id, submission: body)
      state.order.append(id)
      for index in 0..<(body["arrayProperties"]?["size"]?.int ?? 0) {
        let child = Job(id: "\(id):\(index)", submission: body, index: Int(index))
        state.jobs[child.id] = child
        state.order.append(child.id)
      }
      return ["jobId": .string(id), "jobName": body["jobName"] ?? .null, "jobArn": .string("arn:" + id)]
    }
  }

  private func describe(_ body: JSONValue) async -> [JSONValue] {
    var answers: [JSONValue] = []
    for id in body["jobs"]?.array?.compactMap(\.string) ?? [] {
      for child in state.withLock({ $0.jobs[id] }).map({ children(of: $0) }) ?? [] { _ = await step(child.id) }
      guard let job = await step(id), !(job.end?.vanishes ?? false) else { continue }
      answers.append(detail(job))
    }
    return answers
  }

  private func step(_ id: String) async -> Job? {
    guard var job = state.withLock({ $0.jobs[id] }) else { return nil }
    let children = self.children(of: job)
    if !children.isEmpty {
      let hasEnded = children.allSatisfy { ["SUCCEEDED", "FAILED"].contains($0.status) }
      job.status = !hasEnded ? "PENDING" : children.contains { $0.status == "FAILED" } ? "FAILED" : "SUCCEEDED"
      return job
    }
    let isHeld = state.withLock { $0.stuck }
    switch job.status {
    case "SUBMITTED": job.status = "RUNNABLE"
    case "RUNNABLE" where !isHeld && !job.isTerminated: job.status = "RUNNING"
    case "RUNNING":
      // Several may ask at the same time, and a job works once.
      guard state.withLock({ $0.working.insert(id).inserted }) else { return job }
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
    let definition = definitions.first { $0["jobDefinitionArn"] == job.submission["jobDefinition"] }
    if let log = definition?["containerProperties"]?["logConfiguration"] { container["logConfiguration"] = log }
    var detail: JSONObject = [
      "jobId": .string(job.id), "jobName": job.submission["jobName"] ?? "", "jobQueue": .string("arn:" + queue),
      "status": .string(job.status), "startedAt": 1, "jobDefinition": job.submission["jobDefinition"] ?? "",
      "container": .object(container),
    ]
    let children = self.children(of: job)
    if !children.isEmpty {
      let counts = Dictionary(grouping: children, by: \.status).map { entry in
        (entry.key, JSONValue.int(Int64(entry.value.count)))
      }
      detail["arrayProperties"] = [
        "size": .int(Int64(children.count)), "statusSummary": .object(JSONObject(counts)),
      ]
      detail["container"] = nil
    } else if let index = job.index {
      detail["arrayProperties"] = ["index": .int(Int64(index)), "size": 2]
    }
    if let tags = job.submission["tags"] { detail["tags"] = tags }
    if let reason = job.reason ?? job.end?.statusReason { detail["statusReason"] = .string(reason) }
    if job.isTerminated { detail["isTerminated"] = true }
    return .object(detail)
  }

  /// Two jobs a page.
  private func list(_ body: JSONValue) -> JSONValue {
    let found: [Job]
    if let array = body["arrayJobId"]?.string {
      let all = state.withLock { $0.jobs[array] }.map { children(of: $0) } ?? []
      found = all.filter { $0.status == body["jobStatus"]?.string }
    } else {
      let name = body["filters"]?.array?.first?["values"]?.array?.first?.string ?? ""
      found = jobs.filter { job in
        guard job.index == nil, let own = job.submission["jobName"]?.string else { return false }
        return name.hasSuffix("*") ? own.hasPrefix(name.dropLast()) : own == name
      }
    }
    let place = body["nextToken"]?.string.flatMap { Int($0) } ?? 0
    var page = JSONObject()
    page["jobSummaryList"] = .array(
      found.dropFirst(place).prefix(2).map { job in
        var summary: JSONObject = [
          "jobId": .string(job.id), "jobName": job.submission["jobName"] ?? "", "status": .string(job.status),
        ]
        if let code = job.end?.exitCode { summary["container"] = ["exitCode": .int(Int64(code))] }
        return .object(summary)
      })
    if place + 2 < found.count { page["nextToken"] = .string(String(place + 2)) }
    return .object(page)
  }

  private func terminate(_ body: JSONValue) -> JSONValue {
    let id = body["jobId"]?.string ?? ""
    let parts = state.withLock { $0.jobs[id] }.map { children(of: $0) } ?? []
    return state.withLock { state in
      for id in parts.isEmpty ? [id] : parts.map(\.id) {
        guard let job = state.jobs[id], job.end == nil else { continue }
        job.stop.yield(15)
        state.jobs[id]?.isTerminated = true
        state.jobs[id]?.reason = body["reason"]?.string
      }
      return [:]
    }
  }
}
