import SourceText

/// The attributes of `runtime` and `requirements` that the specification knows, with the types of their values.
///
/// Source: specification 1.1, Runtime Section; 1.2 and 1.3, Requirements Section.
package enum TaskAttributes {
  /// By every name that an attribute goes by.
  private static let accepted: [String: [WDLType]] = [
    "container": [.string, .array(.string, nonEmpty: false)], "docker": [.string, .array(.string, nonEmpty: false)],
    "cpu": [.int, .float], "memory": [.int, .string], "gpu": [.boolean], "fpga": [.boolean],
    "disks": [.int, .string, .array(.string, nonEmpty: false)], "max_retries": [.int], "maxRetries": [.int],
    "return_codes": [.int, .string, .array(.int, nonEmpty: false)],
    "returnCodes": [.int, .string, .array(.int, nonEmpty: false)],
  ]

  package static let names = accepted.keys.sorted()

  /// The hints that the specification reserves. Source: specification 1.2 and 1.3, Reserved Task Hints; 1.1, Runtime
  /// Section, under older names.
  private static let acceptedHints: [String: [WDLType]] = [
    "max_cpu": [.int, .float], "maxCpu": [.int, .float], "max_memory": [.int, .string], "maxMemory": [.int, .string],
    "disks": [.string, .map(.string, .string)], "gpu": [.int, .string], "fpga": [.int, .string],
    "short_task": [.boolean], "shortTask": [.boolean], "localization_optional": [.boolean],
    "localizationOptional": [.boolean], "inputs": [.scoped(.input)], "outputs": [.scoped(.output)],
  ]

  /// The names that a section may have; of `runtime` and `hints` those that are known, beside which any others may stand.
  package static func settings(in section: String) -> Set<String> {
    switch section {
    case "requirements": Set(accepted.keys)
    case "hints": Set(acceptedHints.keys)
    default: runtimeNames
    }
  }

  static func types(ofHint name: String) -> [WDLType]? { acceptedHints[name] }

  /// What a name in `runtime` may be meant to be. Other engines know many more, so that only a near miss says anything.
  static let runtimeNames: Set<String> = Set(accepted.keys).union(acceptedHints.keys).union([
    "preemptible", "bootDiskSizeGb", "zones", "cpuPlatform", "continueOnReturnCode", "gpuCount", "gpuType",
    "acceleratorCount", "acceleratorType", "queueArn", "time_minutes", "runtime_minutes", "noAddress",
    "nvidiaDriverVersion",
    "failOnStderr", "disk", "checkpointFile", "privileged", "singularity", "slurm_partition", "walltime", "queue",
    "scriptBucketName", "awsBatchRetryAttempts", "awsBatchEvaluateOnExit", "ulimits", "sharedMemorySize", "fuseMount",
    "jobTimeout", "logGroupName", "additionalTags", "efsDelocalize", "efsMakeMD5", "simg", "account", "partition",
    "returnCode", "cpus", "mem", "runtime", "timeout", "cacheable", "backend", "region",
  ])

  /// The name without regard to its older spelling.
  static func canonical(_ name: String) -> String {
    switch name {
    case "docker": "container"
    case "maxRetries": "max_retries"
    case "returnCodes": "return_codes"
    case "maxCpu": "max_cpu"
    case "maxMemory": "max_memory"
    case "shortTask": "short_task"
    case "localizationOptional": "localization_optional"
    default: name
    }
  }

  package static func types(of name: String) -> [WDLType]? { accepted[name] }
}

/// Checks `runtime`, `requirements` and `hints` of a task.
struct AttributesChecker {
  let context: DocumentContext
  let expressions: ExpressionChecker

  /// `runtime`: any attribute, the known ones of their types. Of two by one name the last counts, as in Cromwell.
  func runtime(_ syntax: AttributesSyntax) -> [(name: String, value: TypedExpression)] {
    let attributes =
      reportDuplicates(syntax, "runtime", .warning) ? lastOfEachName(syntax.attributes) : syntax.attributes
    return attributes.map { attribute in
      let value = expressions.check(attribute.value)
      reportMisspelling(attribute.name)
      if reportUnusable(attribute.name, value) { return (attribute.name.text, value) }
      if context.version >= .v1_1, let types = TaskAttributes.types(of: attribute.name.text) {
        checkType(attribute.name, value, types, isStrict: false)
      }
      return (attribute.name.text, value)
    }
  }

  private func lastOfEachName(_ attributes: [AttributesSyntax.Attribute]) -> [AttributesSyntax.Attribute] {
    let last = Dictionary(
      attributes.enumerated().map { ($0.element.name.text, $0.offset) }, uniquingKeysWith: { max($0, $1) })
    return attributes.enumerated().filter { last[$0.element.name.text] == $0.offset }.map(\.element)
  }

  /// `requirements`: the known attributes only.
  func requirements(_ syntax: AttributesSyntax) -> [(name: String, value: TypedExpression)] {
    reportDuplicates(syntax, "requirements", .error)
    return syntax.attributes.map { attribute in
      let value = expressions.check(attribute.value)
      guard let types = TaskAttributes.types(of: attribute.name.text) else {
        context.sink.error(
          "wdl.unknown-requirement", "there is no requirement `\(attribute.name.text)`", at: attribute.name.span,
          help: context.sink.suggestion(for: attribute.name.text, among: TaskAttributes.names)
            ?? "put it into the `hints` section")
        return (attribute.name.text, value)
      }
      if !reportUnusable(attribute.name, value) { checkType(attribute.name, value, types, isStrict: true) }
      return (attribute.name.text, value)
    }
  }

  func hints(_ syntax: AttributesSyntax) -> [(name: String, value: TypedExpression)] {
    reportDuplicates(syntax, "hints", .error)
    return syntax.attributes.map { attribute in
      let value = expressions.check(attribute.value)
      if let types = TaskAttributes.types(ofHint: attribute.name.text) {
        checkType(attribute.name, value, types, isStrict: false)
      }
      return (attribute.name.text, value)
    }
  }

  /// The hints of a workflow, which are known before anything is computed.
  ///
  /// Source: specification 1.2 and 1.3, Workflow Hints.
  func workflowHints(_ syntax: AttributesSyntax) -> [(name: String, value: TypedExpression)] {
    reportDuplicates(syntax, "hints", .error)
    return syntax.attributes.map { attribute in
      let value = expressions.check(attribute.value)
      if ["allow_nested_inputs", "allowNestedInputs"].contains(attribute.name.text) {
        checkType(attribute.name, value, [.boolean], isStrict: false)
      }
      if value.type != .any, LiteralValue.value(of: value) == nil {
        context.sink.warn(
          "wdl.computed-hint", "the hint `\(attribute.name.text)` of a workflow is no literal", at: value.span,
          help: "write its value out: hints of a workflow are read before anything is computed")
      }
      return (attribute.name.text, value)
    }
  }

  private func reportMisspelling(_ name: IdentifierSyntax) {
    guard !TaskAttributes.runtimeNames.contains(name.text), name.text.utf8.count > 3, !name.text.hasPrefix("dx_"),
      let near = Suggestion.nearest(to: name.text, among: TaskAttributes.runtimeNames.sorted())
    else { return }
    context.sink.warn(
      "wdl.unknown-attribute", "no engine is known to read `\(name.text)`", at: name.span,
      help: "did you mean `\(near)`?")
  }

  /// Whether the value is a literal that fails when the task runs.
  private func reportUnusable(_ name: IdentifierSyntax, _ value: TypedExpression) -> Bool {
    guard let expected = AttributeValue.expected(name.text, value) else { return false }
    context.sink.error("wdl.attribute-value", "`\(name.text)` must be \(expected)", at: value.span)
    return true
  }

  private func checkType(_ name: IdentifierSyntax, _ value: TypedExpression, _ types: [WDLType], isStrict: Bool) {
    var reason: String?
    for type in types {
      switch Coercion.from(value.type, to: type, version: context.version) {
      case .same, .allowed: return
      case .permissive(let why): reason = reason ?? why
      case .refused: break
      }
    }
    let wanted = types.map(\.description).joined(separator: " or ")
    let message = "`\(name.text)` should be \(wanted) but is \(value.type.withArticle)"
    if reason == nil && isStrict {
      context.sink.error(
        "wdl.attribute-type", message, at: value.span, label: "this is \(value.type.withArticle)")
    } else {
      context.sink.warn(
        "wdl.attribute-type", message, at: value.span, label: "this is \(value.type.withArticle)",
        help: value.type.isOptional ? reason : nil)
    }
  }

  /// - Returns: whether there are any.
  @discardableResult
  private func reportDuplicates(
    _ syntax: AttributesSyntax, _ section: String, _ severity: Diagnostic.Severity
  ) -> Bool {
    var seen: [String: String] = [:]
    seen.reserveCapacity(syntax.attributes.count)
    var found = false
    for attribute in syntax.attributes {
      let name = TaskAttributes.canonical(attribute.name.text)
      guard let other = seen.updateValue(attribute.name.text, forKey: name) else { continue }
      found = true
      let message =
        other == attribute.name.text
        ? "`\(section)` has two entries `\(other)`" : "`\(attribute.name.text)` and `\(other)` mean the same"
      context.sink.add(
        "wdl.duplicate-attribute", severity, message, at: attribute.name.span, help: "leave one of them out")
    }
    return found
  }
}
