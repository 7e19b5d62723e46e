import WDLLanguage
import WorkflowModel

/// Runs a scatter: its elements one after the other as the window lets them in, each as a scope of its own.
struct ScatterExecution: Sendable {
  let scope: ScopeExecution
  let scatter: TypedScatter

  /// What an element's exports came to.
  private typealias Element = (index: Int, values: [Result<WDLValue, FailedBefore>])

  func run() async throws {
    let names = scatter.exports.map(\.outer)
    switch try await scope.attempt(scatter.variable.name, giving: names, { try await elements() }) {
    case .failure(let failure): scope.skip(scatter.body, because: failure)
    case .success(let elements): try await run(elements)
    }
  }

  private func elements() async throws -> [WDLValue] {
    let collection = try await scope.evaluate(scatter.collection)
    guard case .array(let elements) = collection else {
      throw ExecutionError(.evaluationFailed, "a scatter over something that is not an array")
    }
    return elements
  }

  private func run(_ elements: [WDLValue]) async throws {
    var gathered = GatheredExports(scatter.exports, count: elements.count)
    let window = scope.workflow.run.elements
    let place = window.enter()
    defer { window.leave(place) }
    try await withThrowingTaskGroup(of: Element.self) { group in
      for index in elements.indices {
        while !window.take(place), let done = try await group.next() {
          window.giveBack(place)
          gathered.take(done.values, at: done.index)
        }
        group.addTask { (index, try await element(elements[index], index)) }
      }
      while let done = try await group.next() {
        window.giveBack(place)
        gathered.take(done.values, at: done.index)
      }
    }
    gathered.settle(in: scope.frame)
  }

  private func element(_ value: WDLValue, _ index: Int) async throws -> [Result<WDLValue, FailedBefore>] {
    let inner = Frame(of: scatter.body, inside: scope.frame, given: [scatter.variable.id: value])
    let execution = ScopeExecution(workflow: scope.workflow, frame: inner, shards: scope.shards + [index])
    try await execution.run(scatter.body)
    var values: [Result<WDLValue, FailedBefore>] = []
    values.reserveCapacity(scatter.exports.count)
    for export in scatter.exports { values.append(try await inner.settled(export.inner)) }
    return values
  }
}

/// What the elements of a scatter give to the scope around it, name by name.
private struct GatheredExports {
  private let exports: [TypedExport]
  private var values: [[WDLValue]]
  /// The failure of the first element, in the order of the elements, that has no value for the name.
  private var failures: [(index: Int, failure: FailedBefore)?]

  init(_ exports: [TypedExport], count: Int) {
    self.exports = exports
    values = exports.map { _ in [WDLValue](repeating: .none, count: count) }
    failures = exports.map { _ in nil }
  }

  mutating func take(_ results: [Result<WDLValue, FailedBefore>], at index: Int) {
    for (number, result) in results.enumerated() {
      switch result {
      case .success(let value): values[number][index] = value
      case .failure(let failure):
        if index < failures[number]?.index ?? .max { failures[number] = (index, failure) }
      }
    }
  }

  func settle(in frame: Frame) {
    for (number, export) in exports.enumerated() {
      if let failure = failures[number]?.failure {
        frame.fail([export.outer], failure)
      } else {
        frame.fulfil(export.outer, gather(values[number], export))
      }
    }
  }

  /// An array of the elements' values; of a call, its outputs each as an array.
  private func gather(_ values: [WDLValue], _ export: TypedExport) -> WDLValue {
    guard case .call(let type) = export.outer.type else { return .array(values) }
    return .members(
      WDLMembers(
        type.outputs.map { output in
          (output.name, .array(values.map { CallOutputs.output(output.name, of: $0) }))
        }))
  }
}
