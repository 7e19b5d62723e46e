import Synchronization
import WDLLanguage
import WorkflowModel

/// The values of a task's names, each computed when it is first asked for.
///
/// One task asks at a time; two that ask at once would compute the same value twice, nothing worse.
final class TaskScope: Sendable {
  /// Gives a declaration its value when none was given.
  typealias Evaluate = @Sendable (TypedDeclaration, TaskScope) async throws -> WDLValue

  private let declarations: [Int: TypedDeclaration]
  private let evaluate: Evaluate
  private let values: Mutex<[Int: WDLValue]>

  init(declarations: [TypedDeclaration], given: [Int: WDLValue], evaluate: @escaping Evaluate) {
    self.declarations = Dictionary(uniqueKeysWithValues: declarations.map { ($0.variable.id, $0) })
    self.evaluate = evaluate
    values = Mutex(given)
  }

  func value(of variable: Variable) async throws -> WDLValue {
    if let value = values.withLock({ $0[variable.id] }) { return value }
    guard let declaration = declarations[variable.id] else {
      throw EvaluationError("`\(variable.name)` has no value here")
    }
    let value = try await evaluate(declaration, self)
    values.withLock { $0[variable.id] = value }
    return value
  }

  func set(_ variable: Variable, to value: WDLValue) { values.withLock { $0[variable.id] = value } }
}
