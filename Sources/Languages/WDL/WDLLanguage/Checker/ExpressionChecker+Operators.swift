import SourceText

extension ExpressionChecker {
  func checkUnary(_ unary: UnaryOperator, _ operand: ExpressionSyntax, _ span: SourceSpan) -> TypedExpression {
    if unary == .not {
      let operand = check(operand, as: .boolean, "what follows `!`")
      return TypedExpression(.unary(unary, operand), .boolean, span)
    }
    let operand = number(check(operand), unary.rawValue)
    return TypedExpression(.unary(unary, operand), operand.type, span)
  }

  func checkBinary(
    _ binary: BinaryOperator, _ left: ExpressionSyntax, _ right: ExpressionSyntax, _ span: SourceSpan
  ) -> TypedExpression {
    switch binary {
    case .or, .and:
      let left = check(left, as: .boolean, "the left of `\(binary.rawValue)`")
      let right = check(right, as: .boolean, "the right of `\(binary.rawValue)`")
      return TypedExpression(.binary(binary, left, right), .boolean, span)
    case .equal, .notEqual: return checkEquality(binary, check(left), check(right), span)
    case .less, .lessOrEqual, .greater, .greaterOrEqual: return checkOrder(binary, check(left), check(right), span)
    case .add: return checkAddition(check(left), check(right), span)
    case .subtract, .multiply, .divide, .remainder, .power:
      return checkArithmetic(binary, check(left), check(right), span)
    }
  }

  // MARK: numbers

  /// An operand that must be a number; text and optional numbers are taken with a warning.
  private func number(_ operand: TypedExpression, _ symbol: String) -> TypedExpression {
    switch operand.type {
    case .int, .float, .any: return operand
    case .optional(.int): return coerce(operand, to: .int, "an operand of `\(symbol)`")
    case .optional(.float): return coerce(operand, to: .float, "an operand of `\(symbol)`")
    default:
      sink.error(
        "wdl.operand-type", "`\(symbol)` needs numbers but gets \(operand.type.withArticle)", at: operand.span,
        label: "this is \(operand.type.withArticle)")
      return mistake(operand.span)
    }
  }

  func checkArithmetic(
    _ binary: BinaryOperator, _ left: TypedExpression, _ right: TypedExpression, _ span: SourceSpan
  ) -> TypedExpression {
    var left = number(left, binary.rawValue)
    var right = number(right, binary.rawValue)
    if left.type == .any || right.type == .any {
      return TypedExpression(.binary(binary, left, right), .any, span)
    }
    guard left.type == .float || right.type == .float else {
      return TypedExpression(.binary(binary, left, right), .int, span)
    }
    left = coerce(left, to: .float, "an operand")
    right = coerce(right, to: .float, "an operand")
    return TypedExpression(.binary(binary, left, right), .float, span)
  }

  // MARK: addition and text

  func checkAddition(_ left: TypedExpression, _ right: TypedExpression, _ span: SourceSpan) -> TypedExpression {
    let (first, second) = (left.type.required, right.type.required)
    if first == .any || second == .any || first == .none || second == .none {
      return looseAddition(left, right, span)
    }
    guard first.isText || second.isText else { return checkArithmetic(.add, left, right, span) }
    guard let left = text(left, span), let right = text(right, span) else { return mistake(span) }
    let isOptional = left.type.isOptional || right.type.isOptional
    let result: WDLType = first == .file ? .file : first == .directory ? .directory : .string
    let joined = TypedExpression(.binary(.add, left, right), isOptional ? .optional(.string) : .string, span)
    return result == .string
      ? joined : TypedExpression(.coerce(joined), isOptional ? result.optional : result, span)
  }

  /// What is known only when the workflow runs.
  private func looseAddition(
    _ left: TypedExpression, _ right: TypedExpression, _ span: SourceSpan
  ) -> TypedExpression {
    let type: WDLType =
      if left.type == .none || right.type == .none {
        .optional(.string)
      } else if left.type.required.isText || right.type.required.isText { .string } else { .any }
    return TypedExpression(.binary(.add, left, right), type, span)
  }

  /// An operand that is joined to text, as text; nil when it cannot be.
  private func text(_ operand: TypedExpression, _ span: SourceSpan) -> TypedExpression? {
    let type = operand.type.required
    guard type.isPrimitive else {
      sink.error(
        "wdl.operand-type", "`+` cannot join \(operand.type.withArticle) to text", at: operand.span,
        label: "this is \(operand.type.withArticle)", help: CoercionHelp.help(from: type, to: .string))
      return nil
    }
    if operand.type.isOptional, !place.isInPlaceholder {
      sink.warn(
        "wdl.permissive-coercion", "`+` gets \(operand.type.withArticle) outside of a placeholder", at: operand.span,
        label: "this may be `None`", help: "write \"~{… + …}\", or use `select_first`")
    }
    if type == .string { return operand }
    return TypedExpression(.coerce(operand), operand.type.isOptional ? .optional(.string) : .string, operand.span)
  }

  // MARK: comparison

  func checkEquality(
    _ binary: BinaryOperator, _ left: TypedExpression, _ right: TypedExpression, _ span: SourceSpan
  ) -> TypedExpression {
    func result(_ left: TypedExpression, _ right: TypedExpression) -> TypedExpression {
      TypedExpression(.binary(binary, left, right), .boolean, span)
    }
    guard let common = Equality.common(left.type.required, right.type.required, version: version) else {
      sink.error(
        "wdl.operand-type",
        "`\(binary.rawValue)` cannot compare \(left.type.withArticle) with \(right.type.withArticle)", at: span)
      return mistake(span)
    }
    return result(same(left, common), same(right, common))
  }

  /// The operand as the type that both sides are compared as, optional when it was.
  private func same(_ operand: TypedExpression, _ type: WDLType) -> TypedExpression {
    guard operand.type != .none, operand.type != .any, type != .any else { return operand }
    let target = operand.type.isOptional ? type.optional : type
    return operand.type == target ? operand : TypedExpression(.coerce(operand), target, operand.span)
  }

  func checkOrder(
    _ binary: BinaryOperator, _ left: TypedExpression, _ right: TypedExpression, _ span: SourceSpan
  ) -> TypedExpression {
    let (first, second) = (left.type.required, right.type.required)
    let common: WDLType
    switch (first, second) {
    case (.any, _), (_, .any): return TypedExpression(.binary(binary, left, right), .boolean, span)
    case (.int, .int), (.string, .string), (.boolean, .boolean): common = first
    case (.int, .float), (.float, .int), (.float, .float): common = .float
    default:
      sink.error(
        "wdl.operand-type",
        "`\(binary.rawValue)` cannot compare \(left.type.withArticle) with \(right.type.withArticle)", at: span,
        help: "numbers, Strings and Booleans have an order")
      return mistake(span)
    }
    let purpose = "an operand of `\(binary.rawValue)`"
    return TypedExpression(
      .binary(binary, coerce(left, to: common, purpose), coerce(right, to: common, purpose)), .boolean, span)
  }
}

extension WDLType {
  /// What `+` joins as text.
  fileprivate var isText: Bool {
    switch self {
    case .string, .file, .directory: true
    default: false
    }
  }
}

/// What `==` and `!=` compare two values as.
///
/// Source: specification, Order of Precedence and Equality of Compound Types.
enum Equality {
  /// Nil when they cannot be compared.
  static func common(_ left: WDLType, _ right: WDLType, version: WDLVersion) -> WDLType? {
    if left == right { return left.isComparable ? left : nil }
    switch (left, right) {
    case (.any, _), (_, .any), (.none, _), (_, .none): return .any
    case (.enumeration, .enumeration): return nil
    case (.string, .file), (.file, .string): return .file
    case (.string, .directory), (.directory, .string): return .directory
    case (.int, .float), (.float, .int): return .float
    default: break
    }
    if left.isPrimitive && right.isPrimitive { return .string }
    if left.isPrimitive || right.isPrimitive { return nil }
    return left.isComparable && right.isComparable ? CommonType.of(left, right, version: version) : nil
  }
}

extension WDLType {
  fileprivate var isComparable: Bool {
    switch self {
    case .call, .task, .scoped, .enumerationName: false
    default: true
    }
  }
}
