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

  /// The name without regard to its older spelling.
  static func canonical(_ name: String) -> String {
    switch name {
    case "docker": "container"
    case "maxRetries": "max_retries"
    case "returnCodes": "return_codes"
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
      if context.version >= .v1_1 { checkType(attribute.name, value, isStrict: false) }
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
      if TaskAttributes.types(of: attribute.name.text) == nil {
        context.sink.error(
          "wdl.unknown-requirement", "there is no requirement `\(attribute.name.text)`", at: attribute.name.span,
          help: context.sink.suggestion(for: attribute.name.text, among: TaskAttributes.names)
            ?? "put it into the `hints` section")
      } else {
        checkType(attribute.name, value, isStrict: true)
      }
      return (attribute.name.text, value)
    }
  }

  func hints(_ syntax: AttributesSyntax) -> [(name: String, value: TypedExpression)] {
    reportDuplicates(syntax, "hints", .error)
    return syntax.attributes.map { ($0.name.text, expressions.check($0.value)) }
  }

  private func checkType(_ name: IdentifierSyntax, _ value: TypedExpression, isStrict: Bool) {
    guard let types = TaskAttributes.types(of: name.text) else { return }
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
