import SourceText

/// Turns types as they are written into types.
///
/// What cannot be resolved is reported and becomes ``WDLType/any``, which fits everything, so that one mistake is
/// reported once.
struct TypeResolver {
  let version: WDLVersion
  let sink: DiagnosticSink
  /// The struct or enumeration of that name, when the document declares or imports one.
  let declared: (String) -> WDLType?
  /// The names that may be suggested.
  let declaredNames: () -> [String]

  private static let builtIn = [
    "Boolean", "Int", "Float", "String", "File", "Directory", "Array", "Map", "Pair", "Object",
  ]

  func resolve(_ syntax: TypeSyntax) -> WDLType {
    let base = base(syntax)
    if syntax.isNonEmpty { refuseNonEmpty(syntax, base) }
    return syntax.isOptional ? base.optional : base
  }

  private func base(_ syntax: TypeSyntax) -> WDLType {
    switch syntax.name.text {
    case "Array":
      guard let arguments = arguments(of: syntax, count: 1) else { return .array(.any, nonEmpty: false) }
      return .array(arguments[0], nonEmpty: syntax.isNonEmpty)
    case "Map":
      guard let arguments = arguments(of: syntax, count: 2) else { return .map(.any, .any) }
      return .map(key(arguments[0], syntax.arguments[0]), arguments[1])
    case "Pair":
      guard let arguments = arguments(of: syntax, count: 2) else { return .pair(.any, .any) }
      return .pair(arguments[0], arguments[1])
    default:
      if !syntax.arguments.isEmpty { refuseArguments(syntax) }
      return simple(syntax.name)
    }
  }

  private func simple(_ name: IdentifierSyntax) -> WDLType {
    switch name.text {
    case "Boolean": return .boolean
    case "Int": return .int
    case "Float": return .float
    case "String": return .string
    case "File": return .file
    case "Object": return .object
    default: break
    }
    if let type = declared(name.text) {
      sink.names?.use(name.span, .type(name.text), type)
      return type
    }
    if name.text == "Directory" { return directory(name) }
    sink.error(
      "wdl.unknown-type", "there is no type `\(name.text)`", at: name.span,
      help: sink.suggestion(for: name.text, among: Self.builtIn + declaredNames()))
    return .any
  }

  private func directory(_ name: IdentifierSyntax) -> WDLType {
    if version < .v1_2 {
      sink.needs(.v1_2, "`Directory` types", in: version, at: name.span)
    }
    return .directory
  }

  private func arguments(of syntax: TypeSyntax, count: Int) -> [WDLType]? {
    let arguments = syntax.arguments.map(resolve)
    guard arguments.count == count else {
      let shape = syntax.name.text == "Array" ? "Array[X]" : "\(syntax.name.text)[X, Y]"
      sink.error(
        "wdl.type-arguments",
        "`\(syntax.name.text)` takes \(count) \(count == 1 ? "type" : "types") in brackets but has \(arguments.count)",
        at: syntax.span, help: "write `\(shape)`")
      return nil
    }
    return arguments
  }

  private func refuseArguments(_ syntax: TypeSyntax) {
    sink.error(
      "wdl.type-arguments", "`\(syntax.name.text)` takes no types in brackets", at: syntax.span)
  }

  private func refuseNonEmpty(_ syntax: TypeSyntax, _ base: WDLType) {
    if case .array = base { return }
    if base == .any { return }
    sink.error(
      "wdl.non-empty-quantifier", "only an array can be non-empty, and `\(base)` is none", at: syntax.span,
      help: "leave out the `+`")
  }

  private func key(_ type: WDLType, _ syntax: TypeSyntax) -> WDLType {
    let isKey = version >= .v1_2 ? type.isPrimitive : type.required.isPrimitive
    if isKey || type == .any { return type }
    sink.error(
      "wdl.map-key", "the keys of a map must be of a primitive type, and \(type.withArticle) is none", at: syntax.span,
      help: type.isOptional ? "leave out the `?`" : "use an `Array` of `Pair`s")
    return .any
  }
}
