import JSONText
import RunIndex
import WorkflowEngine
import WorkflowModel

/// The data of a report's page: one object of compact JSON (docs/reports.md). Texts that repeat stand in lists, and calls
/// and attempts are arrays without names, so that 10,000 of them stay small. Times count milliseconds from the run's
/// beginning.
package struct ReportData {
  private let run: ReportedRun
  private var writer = CompactWriter()
  private var names = TextList()
  private var environments = TextList()
  private var images = TextList()
  private var reasons = TextList()
  private var endings = TextList()
  private var messages = TextList()

  private init(_ run: ReportedRun) { self.run = run }

  /// - Parameters:
  ///   - state: as the page calls it: `running`, `left` or `unknown` for a run that has no end, else how it ended.
  ///   - now: milliseconds since 1970.
  package static func json(of run: ReportedRun, _ heading: ReportHeading, state: String, now: Int64) -> [UInt8] {
    var data = ReportData(run)
    data.writer.put("{\"run\":")
    data.writer.put(data.head(heading, state: state, now: now))
    data.writer.put(",\"calls\":[")
    data.addCalls()
    data.writer.put("],\"attempts\":[")
    data.addAttempts()
    data.writer.put("]")
    data.addLists(heading)
    data.writer.put("}")
    return data.writer.text
  }

  private func head(_ heading: ReportHeading, state: String, now: Int64) -> JSONValue {
    var members: JSONObject = [
      "name": .string(run.name), "workflow": .string(run.workflow), "folder": .string(run.folder),
      "state": .string(state), "begun": .int(run.begun), "latest": .int(run.latest), "written": .int(now),
      "environments": .array(run.environments.map { .string($0) }), "resumed": .array(run.resumed.map { .int($0) }),
      "warnings": .array(run.warnings.map { .string($0) }),
    ]
    if case .failed(let message)? = run.end { members["message"] = .string(String(message.prefix(Self.longMessage))) }
    let texts = [
      ("command", heading.command), ("source", heading.source), ("version", heading.version),
      ("resuming", heading.resuming),
    ]
    for (name, text) in texts { if let text { members[name] = .string(text) } }
    if run.unread > 0 { members["unread"] = .int(run.unread) }
    return .object(members)
  }

  /// Of calls that failed alike, the first few tell all that is known.
  private static let longMessage = 4_000
  private static let shortMessage = 400
  private static let longMessages = 50

  // MARK: Calls and attempts

  /// `[name, indices, state, begun, since, message, cached from]`.
  private mutating func addCalls() {
    for (place, call) in run.calls.enumerated() {
      if place > 0 { writer.put(",") }
      let message = call.message.map { message in
        messages.count < Self.longMessages ? message : String(message.prefix(Self.shortMessage))
      }
      let name = names.place(of: call.path.name)
      writer.put("[\(name),")
      writer.put(.string(call.path.description))
      writer.put(",\(call.state.rawValue),\(call.begun - run.begun),\(call.since - run.begun),")
      writer.put(message.map { messages.place(of: $0) })
      if let cached = call.cached {
        writer.put(",")
        writer.put(.string("\(cached.call) of \(cached.run)"))
      }
      writer.put("]")
    }
  }

  /// `[call, number, environment, cpu, memory, image, prepared, running, ended, result, ending, stage in, run, stage out,
  /// end, peak memory, processor time, read, written, disk used, reasons, handle, place]`, cut after the last that is known.
  private mutating func addAttempts() {
    for (place, attempt) in run.attempts.enumerated() {
      if place > 0 { writer.put(",") }
      let environment = environments.place(of: attempt.environment)
      writer.put("[\(attempt.call),\(attempt.number),\(environment),\(Self.number(attempt.resources.cpu)),")
      let ending = attempt.ending.map { endings.place(of: Self.text(of: $0)) }
      let usage = attempt.usage
      let numbers: [Int64?] = [
        attempt.resources.memory, attempt.image.map { Int64(images.place(of: $0)) }, attempt.prepared - run.begun,
        since(attempt.running), since(attempt.ended), Int64(Self.result(of: attempt)), ending.map(Int64.init),
        since(attempt.times?.stageIn), since(attempt.times?.run), since(attempt.times?.stageOut),
        since(attempt.times?.end), usage?.peakMemory, usage?.processorTime, usage?.bytesRead, usage?.bytesWritten,
        usage?.diskUsed,
      ]
      for number in numbers {
        writer.put(number.map { Int($0) })
        writer.put(",")
      }
      let reasons = attempt.reasons.map { JSONValue.int(self.reasons.place(of: $0)) }
      writer.put(.array(reasons))
      if let handle = attempt.handle {
        writer.put(",")
        writer.put(.string(handle.backend == "local" ? "" : handle.identifier))
        if let place = attempt.place, handle.backend != "local" {
          writer.put(",")
          writer.put(.string(place))
        }
      }
      writer.put("]")
    }
  }

  private func since(_ time: Int64?) -> Int64? { time.map { $0 - run.begun } }

  private static func number(_ value: Double) -> String { JSONWriter.compact(.double(value)) }

  /// The page's numbers for how an attempt stands: those of ``CallState``, and 8 for a lost machine.
  private static func result(of attempt: ReportedAttempt) -> Int {
    switch attempt.ending?.kind {
    case nil: (attempt.running == nil ? CallState.queued : CallState.running).rawValue
    case .cancelled?: CallState.cancelled.rawValue
    case .lost?: 8
    case _: (attempt.hasSucceeded ? CallState.done : CallState.failed).rawValue
    }
  }

  /// A kind, a reason and an advice, as JSON.
  private static func text(of ending: AttemptEnding) -> String {
    let kind =
      switch ending.kind {
      case .exited(let status): "exit status \(status)"
      case .lost: "machine lost"
      case .failed(let cause): cause.rawValue
      case .error: "error"
      case .cancelled: "cancelled"
      }
    let texts = [kind, ending.reason ?? "", ending.advice ?? ""].map {
      JSONValue.string(String($0.prefix(longMessage)))
    }
    return JSONWriter.compact(.array(texts))
  }

  // MARK: Lists

  private mutating func addLists(_ heading: ReportHeading) {
    let lists = [
      ("names", names), ("environments", environments), ("images", images), ("reasons", reasons),
      ("messages", messages),
    ]
    for (name, list) in lists {
      writer.put(",\"\(name)\":")
      writer.put(.array(list.texts.map { .string($0) }))
    }
    writer.put(",\"endings\":[")
    for (place, ending) in endings.texts.enumerated() { writer.put((place > 0 ? "," : "") + ending) }
    writer.put("]")
    if let graph = heading.graph {
      writer.put(",\"graph\":")
      writer.put(graph.json)
    }
    if let costs = heading.costs {
      writer.put(",\"costs\":")
      writer.put(costs.json)
    }
  }
}

/// Texts, each once, that are told by their places.
private struct TextList {
  private(set) var texts: [String] = []
  private var places: [String: Int] = [:]

  var count: Int { texts.count }

  mutating func place(of text: String) -> Int {
    if let place = places[text] { return place }
    places[text] = texts.count
    texts.append(text)
    return texts.count - 1
  }
}

/// Appends pieces of JSON to a text.
private struct CompactWriter {
  private(set) var text: [UInt8] = []

  mutating func put(_ piece: String) { text.append(contentsOf: piece.utf8) }
  mutating func put(_ value: JSONValue) { put(JSONWriter.compact(value)) }
  mutating func put(_ number: Int?) { put(number.map(String.init) ?? "null") }
}

extension CallGraph {
  fileprivate var json: JSONValue {
    [
      "calls": .array(Self.calls(in: items, [])),
      "edges": .array(edges.map { .array([.string($0.from), .string($0.to)]) }),
    ]
  }

  /// Each with the titles of the sections around it, the outermost first.
  private static func calls(in items: [Item], _ around: [JSONValue]) -> [JSONValue] {
    items.flatMap { item -> [JSONValue] in
      switch item {
      case .call(let call):
        [["name": .string(call.name), "task": .string(call.task), "around": .array(around)]]
      case .section(.workflow, let items): calls(in: items, around)
      case .section(let section, let items): calls(in: items, around + [.string(section.title)])
      }
    }
  }
}

extension ReportedCosts {
  fileprivate var json: JSONValue {
    var members: JSONObject = [
      "currency": .string(currency), "total": .string(total),
      "calls": .object(JSONObject(calls.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })),
    ]
    if let note { members["note"] = .string(note) }
    return .object(members)
  }
}
