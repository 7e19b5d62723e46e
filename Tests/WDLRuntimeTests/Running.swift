import JSONText
import SourceText
import TestSupport
import WDLRuntime
import WorkflowModel

/// Runs a text in a world in memory.
struct Running {
  let context: FakeRunContext
  /// What the text may import, by path.
  private let documents: [String: String]

  /// - Parameter perform: what each task does; by default nothing, successfully.
  init(
    goesOnAfterFailures: Bool = false, documents: [String: String] = [:],
    attributeDefaults: AttributeDefaults = AttributeDefaults(),
    perform: @escaping @Sendable (CallPath, TaskRequest) async throws -> FakeTask = { _, _ in FakeTask() }
  ) {
    context = FakeRunContext(
      goesOnAfterFailures: goesOnAfterFailures, attributeDefaults: attributeDefaults, perform: perform)
    self.documents = documents
  }

  /// - Returns: the outputs as one line of JSON.
  func outputs(
    of text: String, inputs: JSONObject = JSONObject(), arguments: [(name: String, text: String)] = [],
    target: String? = nil
  ) async throws -> String {
    let workflow = try await bind(text, inputs: inputs, arguments: arguments, target: target)
    return JSONWriter.compact(.object(try await workflow.run(in: context).values))
  }

  func bind(
    _ text: String, inputs: JSONObject = JSONObject(), arguments: [(name: String, text: String)] = [],
    target: String? = nil
  ) async throws -> any Workflow {
    let loaded = try await WDL().load("/doc/main.wdl", lints: false) { [documents] path in
      Array((documents[path] ?? text).utf8)
    }
    guard let program = loaded.program else {
      throw ExecutionError(
        .invalidInput, loaded.diagnostics.map { DiagnosticRenderer.render($0) }.joined(separator: "\n"))
    }
    let given = WorkflowInputs(
      values: inputs, arguments: arguments, searchFolders: ["/cwd", "/inputs"], source: "inputs.json")
    return try await program.bind(given, target: target) { try await context.look(at: $0) }
  }

  /// The message of what a run throws; nil when it throws nothing.
  func failure(_ body: () async throws -> String) async -> String? {
    do {
      _ = try await body()
      return nil
    } catch {
      return "\(error)"
    }
  }
}
