import SourceText

/// Makes an enumeration of its declaration.
///
/// Source: specification 1.3, Enumeration Types.
struct EnumChecker {
  let version: WDLVersion
  let sink: DiagnosticSink
  let types: DeclaredTypes

  /// - Returns: the enumeration, or ``WDLType/any`` when nothing can be made of it.
  func check(_ syntax: EnumSyntax) -> WDLType {
    let choices = withoutDuplicates(syntax)
    let expressions = ExpressionChecker(version: version, sink: sink, types: types, scope: Scope())
    let explicit = syntax.valueType.map(types.resolver.resolve)
    let typed = choices.map { choice in choice.value.map { value(of: $0, choice.name, explicit, expressions) } }
    guard let valueType = explicit ?? inferred(typed.compactMap { $0 }, syntax) else { return .any }
    var result: [EnumType.Choice] = []
    for (choice, expression) in zip(choices, typed) {
      guard let value = value(choice.name, expression, valueType, expressions) else { return .any }
      result.append(EnumType.Choice(name: choice.name.text, value: value))
    }
    return .enumeration(EnumType(name: syntax.name.text, valueType: valueType, choices: result))
  }

  private func withoutDuplicates(
    _ syntax: EnumSyntax
  ) -> [(name: IdentifierSyntax, value: ExpressionSyntax?)] {
    var seen: Set<String> = []
    return syntax.choices.filter { choice in
      if seen.insert(choice.name.text).inserted { return true }
      sink.error(
        "wdl.duplicate-choice", "`\(syntax.name.text)` has two choices called `\(choice.name.text)`",
        at: choice.name.span)
      return false
    }
  }

  private func value(
    of syntax: ExpressionSyntax, _ name: IdentifierSyntax, _ type: WDLType?, _ expressions: ExpressionChecker
  ) -> TypedExpression {
    if let span = syntax.computedPart {
      sink.error(
        "wdl.enum-value", "the value of a choice must be a literal", at: span, label: "this has to be computed")
      return expressions.mistake(syntax.span)
    }
    guard let type else { return expressions.check(syntax) }
    return expressions.check(syntax, as: type, "the value of `\(name.text)`")
  }

  private func inferred(_ values: [TypedExpression], _ syntax: EnumSyntax) -> WDLType? {
    guard var type = values.first?.type else { return .string }
    for value in values.dropFirst() {
      guard let common = commonValueType(type, value.type) else {
        sink.error(
          "wdl.no-common-type",
          "the values of `\(syntax.name.text)` must be of one type: \(value.type.withArticle) does not go with "
            + type.withArticle, at: value.span, label: "this is \(value.type.withArticle)")
        return nil
      }
      type = common
    }
    return type == .any && values.contains { $0.type == .any } ? nil : type
  }

  /// A number is not taken as text here: the specification calls `42` beside `"hello"` an error.
  private func commonValueType(_ left: WDLType, _ right: WDLType) -> WDLType? {
    guard let common = CommonType.of(left, right, version: version) else { return nil }
    for type in [left, right] {
      if case .permissive = Coercion.from(type, to: common, version: version) { return nil }
    }
    return common
  }

  private func value(
    _ name: IdentifierSyntax, _ expression: TypedExpression?, _ type: WDLType, _ expressions: ExpressionChecker
  ) -> WDLValue? {
    guard let expression else {
      if type == .string { return .string(name.text) }
      if type != .any {
        sink.error(
          "wdl.enum-value", "the choice `\(name.text)` needs a value of type \(type)", at: name.span,
          help: "only choices whose values are Strings may leave theirs out")
      }
      return nil
    }
    if expression.type == .any { return nil }
    let coerced = expressions.coerce(expression, to: type, "the value of `\(name.text)`")
    if let value = LiteralValue.value(of: coerced) { return value }
    sink.error("wdl.enum-value", "the value of `\(name.text)` is not a literal that can be taken", at: expression.span)
    return nil
  }
}

extension ExpressionSyntax {
  /// The first part that is not a literal.
  fileprivate var computedPart: SourceSpan? {
    switch kind {
    case .boolean, .integer, .float, .none: return nil
    case .string(let string): return string.plainText == nil ? span : nil
    case .array(let elements): return Self.computedPart(of: elements)
    case .map(let entries): return Self.computedPart(of: entries.flatMap { [$0.key, $0.value] })
    case .pair(let left, let right): return left.computedPart ?? right.computedPart
    case .object(let members), .structure(_, let members):
      return Self.computedPart(of: members.map(\.value))
    case .unary(.minus, let operand), .unary(.plus, let operand):
      switch operand.kind {
      case .integer, .float: return nil
      default: return span
      }
    default: return span
    }
  }

  private static func computedPart(of expressions: [ExpressionSyntax]) -> SourceSpan? {
    for expression in expressions {
      if let part = expression.computedPart { return part }
    }
    return nil
  }
}
