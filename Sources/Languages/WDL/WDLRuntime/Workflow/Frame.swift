import WDLLanguage
import WorkflowModel

/// The values of one scope while it runs: one promise for each name that it declares, and the scope around it.
final class Frame: Sendable {
  private let parent: Frame?
  private let promises: [Int: Promise]
  private let given: [Int: WDLValue]

  /// - Parameter given: values that are known from the start: inputs, the variable of a scatter.
  init(of scope: TypedScope, inside parent: Frame?, given: [Int: WDLValue] = [:]) {
    self.parent = parent
    self.given = given
    var promises: [Int: Promise] = [:]
    for variable in scope.declared where given[variable.id] == nil { promises[variable.id] = Promise() }
    self.promises = promises
  }

  /// Waits until the name has its value.
  ///
  /// - Throws: ``FailedBefore`` when it will have none.
  func value(of variable: Variable) async throws -> WDLValue {
    var frame: Frame? = self
    while let current = frame {
      if let value = current.given[variable.id] { return value }
      if let promise = current.promises[variable.id] { return try await promise.value }
      frame = current.parent
    }
    throw ExecutionError(.evaluationFailed, "`\(variable.name)` has no value here")
  }

  /// The same, a failure being an answer.
  func settled(_ variable: Variable) async throws -> Result<WDLValue, FailedBefore> {
    do { return .success(try await value(of: variable)) } catch let failure as FailedBefore { return .failure(failure) }
  }

  /// Whether the value was known from the start.
  func isGiven(_ variable: Variable) -> Bool { given[variable.id] != nil }

  func fulfil(_ variable: Variable, _ value: WDLValue) { promises[variable.id]?.fulfil(value) }

  func fail(_ variables: [Variable], _ failure: FailedBefore) {
    for variable in variables { promises[variable.id]?.fail(failure) }
  }
}

extension TypedScope {
  /// The names that its items give to the scope itself.
  var declared: [Variable] {
    items.flatMap { item -> [Variable] in
      switch item {
      case .declaration(let declaration): [declaration.variable]
      case .call(let call): [call.variable]
      case .scatter(let scatter): scatter.exports.map(\.outer)
      case .conditional(let conditional): conditional.exported
      }
    }
  }
}
