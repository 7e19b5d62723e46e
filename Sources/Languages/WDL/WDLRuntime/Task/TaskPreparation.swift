import JSONText
import SourceText
import WDLLanguage
import WorkflowModel

/// Turns a task with its inputs into the request for one attempt.
struct TaskPreparation: Sendable {
  let execution: TaskExecution
  let attempt: TaskAttempt

  private var task: TypedTask { execution.task }

  private var variable: TaskVariableValue {
    TaskVariableValue(task: task, path: execution.path, attempt: attempt)
  }

  func prepare() async throws -> (request: TaskRequest, task: PreparedTask) {
    let site = TaskSite(call: execution.path, images: try await images(), labels: TaskLabels.labels(of: task))
    let placement = try await execution.context.placement(of: site)
    let paths = TaskPaths(placement: placement)
    let files = CommandFiles(paths: paths, document: task.file.name, context: execution.context)
    let scope = try await localScope(files)
    for declaration in task.declarations { _ = try await scope.value(of: declaration.variable) }

    let evaluator = evaluator(files, scope)
    let requirements = try await requirements(evaluator)
    var request = TaskRequest(command: "")
    request.images = site.images
    request.resources = try requirements.resources()
    request.retries = try requirements.retries()
    request.successStatuses = try requirements.successStatuses()
    request.failsOnStderr = try requirements.failsOnStderr()
    request.hints = requirements.hints()
    request.labels = site.labels
    request.environment = try await environment(scope)
    request = try execution.context.configured(request, at: site)
    if let command = task.taskVariables[.command] { scope.set(command, to: variable.inCommand(request)) }
    request.command = try await evaluator.evaluateCommand(task.command)
    request.outputs = try await OutputPlan.outputs(of: execution, scope: scope, inner: files)
    request.inputs = paths.inputs
    request.readInPlace = paths.readInPlace
    request.isCacheable = task.meta["volatile"]?.bool != true
    return (
      request,
      PreparedTask(scope: scope, paths: paths, variable: variable, failsOnStderr: try requirements.failsOnStderr())
    )
  }

  private func evaluator(_ files: any FileAccess, _ scope: TaskScope) -> Evaluator {
    execution.evaluator(files) { try await scope.value(of: $0) }
  }

  private var requirementsVariable: [Int: WDLValue] {
    guard let variable = task.taskVariables[.requirements] else { return [:] }
    return [variable.id: self.variable.beforeRequirements()]
  }

  // MARK: Values

  /// The values as the command will see them: files are at their places in the task.
  private func localScope(_ files: CommandFiles) async throws -> TaskScope {
    var given = requirementsVariable
    let remote = RemoteInputs.names(of: task)
    for input in task.inputs {
      let name = input.variable.name
      guard let value = input.value(given: execution.inputs[name]) else { continue }
      given[input.variable.id] = try await files.localize(
        value, input.variable.type, mayBeRemote: remote.contains(name))
    }
    return TaskScope(declarations: task.declarations, given: given) { declaration, scope in
      guard let expression = declaration.expression else { return .none }
      return try await files.localize(
        try await evaluator(files, scope).evaluate(expression), declaration.variable.type,
        absence: task.version >= .v1_3 ? .isNone : .stays)
    }
  }

  /// The images, which decide where the task runs and so where its files will be: found with the files where they are.
  private func images() async throws -> [String] {
    let names: Set<String> = ["container", "docker"]
    var requirements = Requirements()
    let attributes = task.requirements.filter { names.contains($0.name) }
    if !attributes.isEmpty {
      let evaluator = evaluator(remoteFiles, remoteScope)
      for (name, expression) in attributes {
        requirements.set(name, try await evaluator.evaluate(expression), expression.type)
      }
    }
    override(&requirements) { names.contains($0) }
    try requirements.fill(from: execution.context.attributeDefaults) { names.contains($0) }
    return try requirements.images()
  }

  private var remoteFiles: WorkflowFiles { WorkflowFiles(document: task.file.name, context: execution.context) }

  private var remoteScope: TaskScope {
    var given = requirementsVariable
    for input in task.inputs {
      if let value = input.value(given: execution.inputs[input.variable.name]) { given[input.variable.id] = value }
    }
    return TaskScope(declarations: task.declarations, given: given) { declaration, scope in
      guard let expression = declaration.expression else { return .none }
      return try await evaluator(remoteFiles, scope).evaluate(expression)
    }
  }

  // MARK: Requirements

  private func requirements(_ evaluator: Evaluator) async throws -> Requirements {
    var requirements = Requirements()
    for (name, expression) in task.hints + task.requirements {
      requirements.set(name, try await evaluator.evaluate(expression), expression.type)
    }
    override(&requirements) { _ in true }
    try requirements.fill(from: execution.context.attributeDefaults) { _ in true }
    return requirements
  }

  /// What the user's inputs say instead: `runtime.memory`, `requirements.cpu`, `hints.x`.
  private func override(_ requirements: inout Requirements, _ isWanted: (String) -> Bool) {
    for (name, value) in execution.overrides.sorted(by: { $0.key < $1.key }) {
      guard let dot = name.firstIndex(of: ".") else { continue }
      let attribute = String(name[name.index(after: dot)...])
      if isWanted(attribute) { requirements.override(attribute, value) }
    }
  }

  /// Declarations with `env` (1.2) as text: what is not primitive as JSON.
  private func environment(_ scope: TaskScope) async throws -> [String: String] {
    var environment: [String: String] = [:]
    for declaration in task.declarations where declaration.isEnvironment {
      let value = try await scope.value(of: declaration.variable)
      environment[declaration.variable.name] = try EnvironmentText.text(of: value, type: declaration.variable.type)
    }
    return environment
  }
}

/// What is needed to read the outputs of the attempt that was prepared last.
final class PreparedTask: Sendable {
  let scope: TaskScope
  let paths: TaskPaths
  let variable: TaskVariableValue
  /// Whether a command that said anything on stderr has failed.
  let failsOnStderr: Bool

  init(scope: TaskScope, paths: TaskPaths, variable: TaskVariableValue, failsOnStderr: Bool) {
    self.scope = scope
    self.paths = paths
    self.variable = variable
    self.failsOnStderr = failsOnStderr
  }
}

/// A value as an environment variable's text (specification: Environment Variables).
enum EnvironmentText {
  static func text(of value: WDLValue, type: WDLType) throws -> String {
    switch value {
    case .none: return ""
    case .string(let text), .file(let text), .directory(let text): return text
    default:
      let json = try ValueJSON.json(of: value, type: type)
      return json.string ?? JSONWriter.compact(json)
    }
  }
}
