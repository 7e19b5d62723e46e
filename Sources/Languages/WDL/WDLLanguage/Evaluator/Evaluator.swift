package import SourceText

/// Evaluates checked expressions.
///
/// Lazy where the language is: `&&`, `||` and `if` evaluate only what they need. Arguments are evaluated from left to
/// right, one after the other. Recursion is through asynchronous calls, whose frames are not on the thread's stack.
package struct Evaluator: Sendable {
  package let version: WDLVersion
  /// Where the expressions stand, for the places of errors.
  package let file: SourceFile
  package let files: any FileAccess
  package let expressions: RegularExpressions
  /// The value of a variable; waits for it if need be.
  package let variables: @Sendable (Variable) async throws -> WDLValue

  /// - Parameter expressions: keeps compiled patterns; to be shared by evaluators that live shortly.
  package init(
    version: WDLVersion, file: SourceFile, files: any FileAccess,
    expressions: RegularExpressions = RegularExpressions(),
    variables: @escaping @Sendable (Variable) async throws -> WDLValue
  ) {
    self.version = version
    self.file = file
    self.files = files
    self.expressions = expressions
    self.variables = variables
  }

  /// - Throws: ``EvaluationError`` with the place of the innermost expression that failed, and whatever `variables`
  ///   throws.
  package func evaluate(_ expression: TypedExpression) async throws -> WDLValue {
    do {
      return try await value(of: expression)
    } catch var error as EvaluationError {
      if error.place == nil { error.place = EvaluationError.Place(file: file, span: expression.span) }
      throw error
    }
  }

  private func value(of expression: TypedExpression) async throws -> WDLValue {
    switch expression.kind {
    case .literal(let value): return value
    case .string(let parts): return .string(try await text(of: parts))
    case .variable(let variable): return try await variables(variable)
    case .array(let elements): return .array(try await values(of: elements))
    case .map(let entries): return try await map(of: entries)
    case .pair(let left, let right): return .pair(try await evaluate(left), try await evaluate(right))
    case .object(let members): return .object(try await self.members(of: members))
    case .structure(let type, let members): return .structure(type, try await self.members(of: members))
    case .scoped(let members): return .members(try await self.members(of: members))
    case .apply(let function, let overload, let arguments):
      return try await apply(function, overload, arguments, resultType: expression.type)
    case .member(let base, let name): return try await member(name, of: base)
    case .element(let base, let index): return try await evaluate(base).element(at: evaluate(index))
    case .unary(let unary, let operand): return try Arithmetic.apply(unary, to: await evaluate(operand))
    case .binary(let binary, let left, let right): return try await apply(binary, left, right)
    case .conditional(let condition, let then, let otherwise):
      return try await evaluate(evaluate(condition).truth ? then : otherwise)
    case .coerce(let inner):
      let value = try await evaluate(inner)
      return try ValueCoercion.coerce(
        version <= .v1_0 ? ValueCoercion.withoutUnknownMembers(value, for: expression.type) : value,
        to: expression.type)
    }
  }

  private func values(of expressions: [TypedExpression]) async throws -> [WDLValue] {
    var values: [WDLValue] = []
    values.reserveCapacity(expressions.count)
    for expression in expressions { values.append(try await evaluate(expression)) }
    return values
  }

  private func map(of entries: [(key: TypedExpression, value: TypedExpression)]) async throws -> WDLValue {
    var map = WDLMap()
    for (keyExpression, valueExpression) in entries {
      let key = try await evaluate(keyExpression)
      guard map[key] == nil else {
        throw EvaluationError(
          "the key `\(try ValueText.text(of: key))` is there twice",
          place: EvaluationError.Place(file: file, span: keyExpression.span))
      }
      map[key] = try await evaluate(valueExpression)
    }
    return .map(map)
  }

  private func members(of expressions: [(name: String, value: TypedExpression)]) async throws -> WDLMembers {
    var members = WDLMembers()
    for (name, expression) in expressions { members[name] = try await evaluate(expression) }
    return members
  }

  /// The outputs of a call that was not made are `None`.
  private func member(_ name: String, of base: TypedExpression) async throws -> WDLValue {
    let value = try await evaluate(base)
    if case .call = base.type, value == .none { return value }
    return try value.member(name)
  }

  // MARK: Functions

  private func apply(
    _ function: LibraryFunction, _ overload: LibraryFunction.Overload, _ expressions: [TypedExpression],
    resultType: WDLType
  ) async throws -> WDLValue {
    var arguments = try await values(of: expressions)
    for (index, expression) in expressions.enumerated()
    where expression.type == .any && index < overload.parameters.count {
      arguments[index] = try ValueCoercion.coerce(arguments[index], to: overload.parameters[index].known)
    }
    let call = FunctionCall(
      version: version, files: files, expressions: self.expressions, argumentTypes: expressions.map(\.type),
      resultType: resultType)
    do {
      return try await overload.body(arguments, call)
    } catch var error as EvaluationError {
      error.comesOfNone = error.comesOfNone || arguments.contains { $0.holdsNone }
      throw error
    } catch let error as CancellationError {
      throw error
    } catch {
      throw EvaluationError("`\(function.name)` failed", cause: error, comesOfNone: arguments.contains { $0.holdsNone })
    }
  }

  // MARK: Operators

  private func apply(
    _ binary: BinaryOperator, _ left: TypedExpression, _ right: TypedExpression
  ) async throws -> WDLValue {
    let first = try await evaluate(left)
    switch binary {
    case .and: return try await first.truth ? evaluate(right) : .boolean(false)
    case .or: return try await first.truth ? .boolean(true) : evaluate(right)
    case .equal: return .boolean(try await ValueEquality.areEqual(first, evaluate(right), files: files))
    case .notEqual: return .boolean(try await !ValueEquality.areEqual(first, evaluate(right), files: files))
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      return .boolean(try ValueOrder.holds(binary, first, await evaluate(right)))
    default: return try Arithmetic.apply(binary, first, await evaluate(right))
    }
  }
}

extension WDLValue {
  /// Whether the value is `None`, or an array with `None` in it.
  fileprivate var holdsNone: Bool {
    switch self {
    case .none: true
    case .array(let elements): elements.contains { $0 == .none }
    default: false
    }
  }
}

extension TypePattern {
  /// The type as far as the signature alone tells it.
  fileprivate var known: WDLType {
    switch self {
    case .exact(let type): type
    case .variable, .choiceValue: .any
    case .array(let element, let nonEmpty): .array(element.known, nonEmpty: nonEmpty)
    case .map(let key, let value): .map(key.known, value.known)
    case .pair(let left, let right): .pair(left.known, right.known)
    case .optional(let inner): inner.known.optional
    case .constant: .boolean
    }
  }
}
