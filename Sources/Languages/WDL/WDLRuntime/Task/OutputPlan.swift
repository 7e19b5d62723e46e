import Synchronization
import WDLLanguage
import WorkflowModel

/// Finds out before the command runs what has to be kept for the outputs.
///
/// Names and patterns that follow from the inputs are told as such. Where a name follows from what the command writes,
/// everything in the working folder is kept.
struct OutputPlan {
  private let evaluator: Evaluator
  private let files: PlanningFiles
  private var found: [TaskOutput] = []
  private var seen: Set<TaskOutput> = []

  /// - Parameter inner: for files that are known already.
  static func outputs(
    of execution: TaskExecution, scope: TaskScope, inner: CommandFiles
  ) async throws -> [TaskOutput] {
    let task = execution.task
    let files = PlanningFiles(inner: inner)
    let outputs = TaskScope(declarations: task.outputs, given: [:]) { declaration, outputs in
      guard let expression = declaration.expression else { return .none }
      return try await evaluator(execution, files, scope, outputs).evaluate(expression)
    }
    var plan = OutputPlan(evaluator: evaluator(execution, files, scope, outputs), files: files)
    for output in task.outputs {
      guard let expression = output.expression else { continue }
      await plan.look(at: expression)
    }
    return plan.found.contains(.everything) ? plan.found.filter { !$0.isInWorkFolder } : plan.found
  }

  private init(evaluator: Evaluator, files: PlanningFiles) {
    self.evaluator = evaluator
    self.files = files
  }

  /// Names of the outputs are looked up among the outputs, the rest in the task.
  private static func evaluator(
    _ execution: TaskExecution, _ files: PlanningFiles, _ scope: TaskScope, _ outputs: TaskScope
  ) -> Evaluator {
    let outputIDs = Set(execution.task.outputs.map(\.variable.id))
    return execution.evaluator(files) { variable in
      try await outputIDs.contains(variable.id) ? outputs.value(of: variable) : scope.value(of: variable)
    }
  }

  private mutating func add(_ output: TaskOutput) {
    if seen.insert(output).inserted { found.append(output) }
  }

  private mutating func look(at expression: TypedExpression) async {
    switch expression.kind {
    case .apply(let function, _, let arguments) where function.name == "glob":
      if case .string(let pattern)? = await value(of: arguments.first) { add(.glob(pattern)) }
    case .coerce(let inner) where expression.type.holdsFiles && inner.type.holdsText:
      await keep(expression, inner)
    default:
      for part in expression.parts { await look(at: part) }
    }
  }

  /// A text that becomes a file: its value is the name. What is inside it is looked at, too (`glob` in an array).
  private mutating func keep(_ expression: TypedExpression, _ inner: TypedExpression) async {
    if let value = await value(of: expression) {
      var paths: [String] = []
      FileLeaves.visit(value) { path, _ in paths.append(path) }
      for path in paths where path != PlanningFiles.stream { add(.path(Self.plain(path))) }
    }
    await look(at: inner)
  }

  /// A name in the working folder as the backend tells it: without `.`, `..` and doubled slashes.
  private static func plain(_ path: String) -> String {
    guard !path.hasPrefix("/"), FileReference(path).scheme == nil else { return path }
    let folder = "/work-folder"
    let normal = FileReference(folder + "/" + path).normalized.location
    return normal.hasPrefix(folder + "/") ? String(normal.dropFirst(folder.count + 1)) : path
  }

  /// Nil when it cannot be known yet, in which case everything is kept, or when it cannot be evaluated at all, which
  /// the outputs will say when their time comes.
  private mutating func value(of expression: TypedExpression?) async -> WDLValue? {
    guard let expression else { return nil }
    files.reset()
    let value = try? await evaluator.evaluate(expression)
    if value == nil, files.askedForUnknown { add(.everything) }
    return value
  }
}

extension TaskOutput {
  /// Whether ``everything`` covers it: a plain name in the working folder.
  fileprivate var isInWorkFolder: Bool { if case .path(let path) = self { !path.hasPrefix("/") } else { false } }
}

/// Reads what is there before the command runs, and remembers that something was asked for that is not.
final class PlanningFiles: FileAccess {
  /// Stands for the command's streams, which are kept in any case.
  static let stream = "<stream>"

  private let inner: CommandFiles
  private let unknown = Mutex(false)

  init(inner: CommandFiles) { self.inner = inner }

  var askedForUnknown: Bool { unknown.withLock { $0 } }

  func reset() { unknown.withLock { $0 = false } }

  private func notYet(_ what: String) -> EvaluationError {
    unknown.withLock { $0 = true }
    return EvaluationError("`\(what)` is not there before the command has run")
  }

  func read(_ path: String) async throws -> [UInt8] {
    guard inner.paths.isPlaced(path) else { throw notYet(path) }
    return try await inner.read(path)
  }

  func size(_ path: String) async throws -> Int64? {
    guard inner.paths.isPlaced(path) else { throw notYet(path) }
    return try await inner.size(path)
  }

  func write(_ bytes: [UInt8], stem: String, suffix: String) async throws -> String {
    throw notYet(stem)
  }

  func glob(_ pattern: String) async throws -> [String] { throw notYet(pattern) }

  func stdout() async throws -> String { Self.stream }

  func stderr() async throws -> String { Self.stream }

  func resolve(_ path: String) async throws -> String { path }
}

extension WDLType {
  /// Whether a value of it may hold text that can become the name of a file.
  fileprivate var holdsText: Bool {
    switch self {
    case .string, .object, .any: true
    case .array(let element, _): element.holdsText
    case .map(let key, let value): key.holdsText || value.holdsText
    case .pair(let left, let right): left.holdsText || right.holdsText
    case .structure(let type): type.members.contains { $0.type.holdsText }
    case .optional(let inner): inner.holdsText
    default: false
    }
  }
}

extension TypedExpression {
  /// The expressions inside this one.
  var parts: [TypedExpression] {
    switch kind {
    case .literal, .variable: []
    case .string(let parts): parts.flatMap(\.expressions)
    case .array(let elements): elements
    case .map(let entries): entries.flatMap { [$0.key, $0.value] }
    case .pair(let left, let right): [left, right]
    case .object(let members), .structure(_, let members), .scoped(let members): members.map(\.value)
    case .apply(_, _, let arguments): arguments
    case .member(let owner, _): [owner]
    case .element(let owner, let index): [owner, index]
    case .unary(_, let operand): [operand]
    case .binary(_, let left, let right): [left, right]
    case .conditional(let condition, let then, let otherwise): [condition, then, otherwise]
    case .coerce(let inner): [inner]
    }
  }
}

extension TypedStringPart {
  var expressions: [TypedExpression] {
    guard case .placeholder(let placeholder) = self else { return [] }
    return [
      placeholder.expression, placeholder.separator, placeholder.whenTrue, placeholder.whenFalse, placeholder.fallback,
    ].compactMap { $0 }
  }
}
