import JSONText
import SourceText
import WDLLanguage
import WorkflowModel

/// Describes a document by its workflow, or by its only task.
enum ProgramReading {
  static func description(of document: TypedDocument) -> ProgramDescription {
    var description = ProgramDescription()
    if let workflow = document.workflow {
      description.isWorkflow = true
      (description.meta, description.parameterMeta) = (workflow.meta, workflow.parameterMeta)
      describe(.workflow(workflow), &description)
    } else if document.tasks.count == 1, let task = document.tasks.first {
      (description.meta, description.parameterMeta) = (task.meta, task.parameterMeta)
      describe(.task(task), &description)
    }
    description.images = images(of: document)
    var seen: Set<ObjectIdentifier> = []
    description.importedVersions = importedVersions(of: document, &seen).uniqued()
    return description
  }

  private static func describe(_ callable: Callable, _ description: inout ProgramDescription) {
    description.name = callable.name
    description.inputs = InputListing.items(of: callable).map { item in
      let declaration = item.declaration
      return .init(
        name: item.path.joined(separator: "."), type: declaration.variable.type.described,
        isOptional: !declaration.isRequired, defaultText: item.defaultText)
    }
    description.outputs = callable.outputs.map { .init(name: $0.variable.name, type: $0.variable.type.described) }
  }

  /// Of its own tasks, and of those that its workflow calls.
  private static func images(of document: TypedDocument) -> [String] {
    var tasks = document.tasks
    var seen = Set(tasks.map { ObjectIdentifier($0) })
    if let workflow = document.workflow { add(workflow, to: &tasks, &seen) }
    return tasks.flatMap { task in
      task.requirements.filter { ["container", "docker"].contains($0.name) }.map { task.file.text($0.value.span) }
    }.uniqued()
  }

  private static func add(_ workflow: TypedWorkflow, to tasks: inout [TypedTask], _ seen: inout Set<ObjectIdentifier>) {
    for call in workflow.body.calls {
      switch call.callee {
      case .task(let task): if seen.insert(ObjectIdentifier(task)).inserted { tasks.append(task) }
      case .workflow(let inner): if seen.insert(ObjectIdentifier(inner)).inserted { add(inner, to: &tasks, &seen) }
      }
    }
  }

  private static func importedVersions(of document: TypedDocument, _ seen: inout Set<ObjectIdentifier>) -> [String] {
    document.namespaces.sorted { $0.key < $1.key }.flatMap { _, imported -> [String] in
      guard seen.insert(ObjectIdentifier(imported.file)).inserted else { return [] }
      return [imported.version.rawValue] + importedVersions(of: imported, &seen)
    }
  }
}

extension WDLType {
  /// For those who do not know the language.
  var described: DescribedType { DescribedType(text: description, shape: shape) }

  private var shape: DescribedType.Shape {
    switch self {
    case .optional(let inner): .optional(inner.shape)
    case .array(let element, let nonEmpty): .array(element.shape, isNonEmpty: nonEmpty)
    case .map(let key, let value): .map(key.shape, value.shape)
    case .pair(let left, let right): .pair(left.shape, right.shape)
    case .structure(let type): .object(type.members.map { ($0.name, $0.type.shape) })
    case .object: .object(nil)
    // In JSON its choices are texts.
    case .enumeration: .plain("String")
    default: .plain(description)
    }
  }
}

extension Array where Element: Hashable {
  fileprivate func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
