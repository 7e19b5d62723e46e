import SourceText

extension ExpressionChecker {
  func checkString(_ string: StringSyntax) -> TypedExpression {
    if let text = string.plainText { return TypedExpression(.literal(.string(text)), .string, string.span) }
    return TypedExpression(.string(checkParts(string.parts)), .string, string.span)
  }

  func checkParts(_ parts: [StringSyntax.Part]) -> [TypedStringPart] {
    parts.map { part in
      switch part {
      case .text(let text): .text(text)
      case .placeholder(let placeholder): .placeholder(checkPlaceholder(placeholder))
      }
    }
  }

  private func checkPlaceholder(_ syntax: PlaceholderSyntax) -> TypedPlaceholder {
    with({ $0.isInPlaceholder = true }) {
      let options = PlaceholderOptions(syntax, self)
      let expression = check(syntax.expression)
      return TypedPlaceholder(
        expression: options.fit(expression, self), separator: options.separator, whenTrue: options.whenTrue,
        whenFalse: options.whenFalse, fallback: options.fallback, span: syntax.span)
    }
  }
}

/// The options of a placeholder: `sep`, `true` with `false`, `default`.
///
/// Source: specification, Expression Placeholder Options.
private struct PlaceholderOptions {
  private(set) var separator: TypedExpression?
  private(set) var whenTrue: TypedExpression?
  private(set) var whenFalse: TypedExpression?
  private(set) var fallback: TypedExpression?

  init(_ syntax: PlaceholderSyntax, _ checker: ExpressionChecker) {
    for option in syntax.options {
      switch option {
      case .separator(let value): separator = checker.check(value, as: .string, "the separator")
      case .whenTrue(let value): whenTrue = checker.check(value, as: .string, "the text for `true`")
      case .whenFalse(let value): whenFalse = checker.check(value, as: .string, "the text for `false`")
      case .fallback(let value): fallback = Self.text(value, checker)
      }
    }
    if (whenTrue == nil) != (whenFalse == nil) {
      checker.sink.error(
        "wdl.placeholder-option", "`true=` and `false=` go together", at: syntax.span,
        help: "give the other as an empty text: `\(whenTrue == nil ? "true" : "false")=\"\"`")
    }
  }

  /// The default of a placeholder: any primitive value, as text.
  private static func text(_ syntax: ExpressionSyntax, _ checker: ExpressionChecker) -> TypedExpression {
    let value = checker.check(syntax)
    guard value.type != .string, value.type.isPrimitive else {
      return checker.coerce(value, to: .string, "the default")
    }
    return TypedExpression(.coerce(value), .string, value.span)
  }

  /// The expression as one that the options can turn into text.
  func fit(_ expression: TypedExpression, _ checker: ExpressionChecker) -> TypedExpression {
    let type = expression.type.required
    if whenTrue != nil {
      if type == .boolean || type == .any || type == .none { return expression }
      return checker.coerce(
        expression, to: expression.type.isOptional ? .optional(.boolean) : .boolean,
        "what has `true=` and `false=`")
    }
    if separator != nil { return joined(expression, checker) }
    switch type {
    case .any, .none: return expression
    case _ where type.isPrimitive: return expression
    case .array, .map, .pair, .structure, .object: return loose(expression, checker)
    default:
      checker.sink.error(
        "wdl.not-text", "\(expression.type.withArticle) cannot be written into text", at: expression.span,
        label: "this is \(expression.type.withArticle)", help: CoercionHelp.help(from: type, to: .string))
      return checker.mistake(expression.span)
    }
  }

  private func joined(_ expression: TypedExpression, _ checker: ExpressionChecker) -> TypedExpression {
    if case .array(let element, _) = expression.type.required,
      element.required.isPrimitive || element == .any || element == .none
    {
      return expression
    }
    if expression.type == .any || expression.type == .none { return expression }
    checker.sink.error(
      "wdl.placeholder-option", "`sep=` needs an array of primitive values but gets \(expression.type.withArticle)",
      at: expression.span, label: "this is \(expression.type.withArticle)")
    return checker.mistake(expression.span)
  }

  /// Cromwell and miniwdl write compound values as JSON.
  private func loose(_ expression: TypedExpression, _ checker: ExpressionChecker) -> TypedExpression {
    let help =
      if case .array = expression.type.required { "join its elements with `sep`" } else {
        "write it to a file with `write_json`"
      }
    checker.sink.warn(
      "wdl.permissive-coercion", "\(expression.type.withArticle) is written into text as JSON", at: expression.span,
      label: "this is \(expression.type.withArticle)", help: help)
    return expression
  }
}
