import SourceText

/// What a document can call: its own tasks and workflow, and those of its imports by their namespaces.
struct CallableTable {
  private(set) var callables: [String: Callable] = [:]
  private(set) var namespaces: [String: TypedDocument] = [:]
  /// The namespaces of documents that could not be read: nobody knows what is in them.
  private(set) var unreadable: Set<String> = []

  mutating func add(_ callable: Callable) { callables[callable.name] = callable }

  mutating func addUnreadable(_ namespace: String) { unreadable.insert(namespace) }

  mutating func add(_ document: TypedDocument, as namespace: String) {
    namespaces[namespace] = document
    for task in document.tasks { callables["\(namespace).\(task.name)"] = .task(task) }
    if let workflow = document.workflow { callables["\(namespace).\(workflow.name)"] = .workflow(workflow) }
  }

  /// What `call a.b.c` means.
  func find(_ target: [String]) -> Callable? {
    if let callable = callables[target.joined(separator: ".")] { return callable }
    guard target.count > 2, var document = namespaces[target[0]] else { return nil }
    for name in target.dropFirst().dropLast(2) {
      guard let next = document.namespaces[name] else { return nil }
      document = next
    }
    return document.callables[target.suffix(2).joined(separator: ".")]
  }
}
