import SourceText

/// Gives expressions types, resolves their names and makes every coercion explicit.
///
/// An expression that is wrong is reported and becomes one of type ``WDLType/any``, which fits everything, so that one
/// mistake is reported once. One checker serves one task or workflow; `scope` and `place` say where it stands.
final class ExpressionChecker {
  /// What is allowed where an expression stands.
  struct Place {
    /// Inside `~{…}`, where text may be joined with what may be `None`.
    var isInPlaceholder = false
    /// Whether `stdout()` and its like may be called.
    var isInOutputs = false
    /// What `input { … }` and `output { … }` of a task's hints may speak of.
    var hintTargets: [ExpressionSyntax.ScopedKind: [String]] = [:]
    /// The `task` variable, where there is one.
    var taskVariable: Variable?
  }

  let version: WDLVersion
  let sink: DiagnosticSink
  let types: DeclaredTypes
  let functions: [String: LibraryFunction]
  var scope: Scope
  var place = Place()
  /// The ids of the variables that were used since this was last emptied.
  var used: Set<Int> = []

  init(version: WDLVersion, sink: DiagnosticSink, types: DeclaredTypes, scope: Scope) {
    self.version = version
    self.sink = sink
    self.types = types
    self.scope = scope
    functions = StandardLibrary.functions(of: version)
  }

  /// Checks an expression.
  ///
  /// - Parameter expected: the type that is wanted, when one is known. Literals are made of it where they can be; the
  ///   result may still be of another type.
  func check(_ syntax: ExpressionSyntax, expecting expected: WDLType? = nil) -> TypedExpression {
    let span = syntax.span
    switch syntax.kind {
    case .boolean(let value): return TypedExpression(.literal(.boolean(value)), .boolean, span)
    case .integer(let value): return TypedExpression(.literal(.int(value)), .int, span)
    case .float(let value): return TypedExpression(.literal(.float(value)), .float, span)
    case .none: return TypedExpression(.literal(.none), .none, span)
    case .string(let string): return checkString(string)
    case .name(let name): return checkName(name, span)
    case .array(let elements): return checkArray(elements, span, expecting: expected)
    case .map(let entries): return checkMap(entries, span, expecting: expected)
    case .pair(let left, let right): return checkPair(left, right, span, expecting: expected)
    case .object(let members): return checkObject(members, span, expecting: expected)
    case .structure(let name, let members): return checkStructure(name, members, span)
    case .scoped(let kind, let members): return checkScoped(kind, members, span)
    case .apply(let name, let arguments): return checkCall(name, arguments, span)
    case .member(let base, let name): return checkMember(base, name, span)
    case .element(let base, let index): return checkElement(base, index, span)
    case .unary(let unary, let operand): return checkUnary(unary, operand, span)
    case .binary(let binary, let left, let right): return checkBinary(binary, left, right, span)
    case .conditional(let condition, let then, let otherwise):
      return checkConditional(condition, then, otherwise, span, expecting: expected)
    }
  }

  /// Checks an expression and makes it one of the wanted type.
  ///
  /// - Parameter purpose: what the value is for, as a sentence begins: ``the value of `x` ``.
  func check(_ syntax: ExpressionSyntax, as type: WDLType, _ purpose: @autoclosure () -> String) -> TypedExpression {
    coerce(check(syntax, expecting: type), to: type, purpose())
  }

  /// The same and the ids of the variables that it uses.
  func checkAlone(_ syntax: ExpressionSyntax, as type: WDLType, _ purpose: @autoclosure () -> String) -> (
    expression: TypedExpression, uses: Set<Int>
  ) {
    let before = used
    defer { used = before }
    used = []
    let expression = check(syntax, as: type, purpose())
    return (expression, used)
  }

  /// The expression as one of the wanted type; reports when that cannot be.
  func coerce(_ expression: TypedExpression, to type: WDLType, _ purpose: @autoclosure () -> String) -> TypedExpression
  {
    switch Coercion.from(expression.type, to: type, version: version) {
    case .same: return expression
    case .allowed: return TypedExpression(.coerce(expression), type, expression.span)
    case .permissive(let reason) where !isHopeless(expression, type):
      if !isReadLines(expression) { warnOfCoercion(expression, to: type, purpose(), reason) }
      return TypedExpression(.coerce(expression), type, expression.span)
    case .permissive, .refused:
      sink.error(
        "wdl.type-mismatch", "\(purpose()) must be \(type.withArticle) but is \(expression.type.withArticle)",
        at: expression.span, label: "this is \(expression.type.withArticle)",
        help: CoercionHelp.help(from: expression.type, to: type))
      return mistake(expression.span)
    }
  }

  /// A text that is written out and is no number where one is wanted.
  private func isHopeless(_ expression: TypedExpression, _ type: WDLType) -> Bool {
    guard case .literal(.string(let text)) = expression.kind else { return false }
    return switch type.required {
    case .int: Int64(text) == nil
    case .float: Double(text) == nil
    case .boolean: text.lowercased() != "true" && text.lowercased() != "false"
    default: false
    }
  }

  /// Specification, Type Coercion: what `read_lines` gives may be taken as an array of any primitive type.
  private func isReadLines(_ expression: TypedExpression) -> Bool {
    if case .apply(let function, _, _) = expression.kind { function.name == "read_lines" } else { false }
  }

  private func warnOfCoercion(_ expression: TypedExpression, to type: WDLType, _ purpose: String, _ reason: String) {
    sink.warn(
      "wdl.permissive-coercion", "\(purpose) should be \(type.withArticle) but is \(expression.type.withArticle)",
      at: expression.span, label: "this is \(expression.type.withArticle)", help: reason)
  }

  /// What stands in for an expression that is wrong.
  func mistake(_ span: SourceSpan) -> TypedExpression { TypedExpression(.literal(.none), .any, span) }

  /// Runs with another place and then goes back.
  func with<Result>(_ change: (inout Place) -> Void, _ body: () -> Result) -> Result {
    let before = place
    defer { place = before }
    change(&place)
    return body()
  }
}
