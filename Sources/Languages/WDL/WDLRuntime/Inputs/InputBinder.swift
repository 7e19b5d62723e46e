import JSONText
import SourceText
import WDLLanguage
import WorkflowModel

/// Fits the user's inputs to a target, and collects everything that is wrong with them.
struct InputBinder {
  private let callable: Callable
  private let inputs: WorkflowInputs
  private var bound = BoundInputs()
  private var problems: [String] = []
  /// Names that something was given for, fitting or not, without the target's own.
  private var named: Set<String> = []

  init(callable: Callable, inputs: WorkflowInputs) {
    self.callable = callable
    self.inputs = inputs
  }

  /// - Throws: ``ExecutionError`` (`invalidInput`) that lists every problem.
  mutating func bind(
    look: (@Sendable (FileReference) async throws -> StorageEntry?)?
  ) async throws -> BoundInputs {
    let files = InputFiles(folders: inputs.searchFolders, look: look)
    for (name, value) in inputs.values where !name.hasPrefix("#") {
      await bind(name, .json(value), files)
    }
    for (name, texts) in grouped(inputs.arguments) { await bind(name, .texts(texts), files) }
    requireInputs()
    guard problems.isEmpty else { throw error() }
    return bound
  }

  private func error() -> ExecutionError {
    let source = inputs.source.map { " of \($0)" } ?? ""
    let list = problems.map { "\n  - " + $0 }.joined()
    return ExecutionError(
      .invalidInput, "the inputs\(source) do not fit `\(callable.name)`:\(list)",
      help: "`martlet inputs` shows what it takes")
  }

  /// The texts of each name, names in the order in which they first came.
  private func grouped(_ arguments: [(name: String, text: String)]) -> [(String, [String])] {
    var order: [String] = []
    var texts: [String: [String]] = [:]
    for (name, text) in arguments {
      if texts[name] == nil { order.append(name) }
      texts[name, default: []].append(text)
    }
    return order.map { ($0, texts[$0] ?? []) }
  }

  private mutating func bind(_ name: String, _ given: GivenInput, _ files: InputFiles) async {
    var parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if parts.count > 1, parts[0] == callable.name { parts.removeFirst() }
    named.insert(parts.joined(separator: "."))
    do {
      let target = try InputTarget.find(parts[...], in: callable)
      let value = try await files.resolve(try given.value(as: target.type), type: target.type)
      bound.record["\(callable.name).\(parts.joined(separator: "."))"] =
        (try? ValueJSON.json(of: value, type: target.type, keys: .asText)) ?? .null
      if let warning = target.warning { bound.warnings.append("the input `\(name)`: \(warning)") }
      store(value, parts, target)
    } catch {
      problems.append("`\(name)`: \(error)")
    }
  }

  private mutating func store(_ value: WDLValue, _ parts: [String], _ target: InputTarget) {
    if target.calls.isEmpty, !target.isSetting {
      bound.values[target.name] = value
    } else {
      bound.nested.set(value, at: target.calls[...], name: target.name)
    }
  }

  private mutating func requireInputs() {
    for input in callable.inputs where input.isRequired { require(input, prefix: "") }
    if case .workflow(let workflow) = callable, workflow.allowsNestedInputs {
      requireNested(workflow.body, prefix: "")
    }
  }

  private mutating func require(_ input: TypedDeclaration, prefix: String) {
    let name = prefix + input.variable.name
    if named.contains(name) { return }
    problems.append("`\(callable.name).\(name)` is missing: it is \(input.variable.type.withArticle)")
  }

  private mutating func requireNested(_ scope: TypedScope, prefix: String) {
    for call in scope.calls {
      let arguments = Set(call.arguments.map(\.name))
      let path = "\(prefix)\(call.name)."
      for input in call.callee.inputs where input.isRequired && !arguments.contains(input.variable.name) {
        require(input, prefix: path)
      }
      if case .workflow(let workflow) = call.callee { requireNested(workflow.body, prefix: path) }
    }
  }
}
