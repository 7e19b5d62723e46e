import SourceText

/// Checks declarations: first their names and types, later, when all names are known, their expressions.
struct DeclarationChecker {
  let context: DocumentContext

  /// A declaration whose name and type are known.
  struct Declared {
    let syntax: DeclarationSyntax
    let variable: Variable
  }

  /// Enters declarations into a scope; one whose name is taken is reported and left out.
  func declare(
    _ declarations: [DeclarationSyntax], as role: Scope.Role, in scope: Scope, _ counter: inout VariableCounter
  ) -> [Declared] {
    var result: [Declared] = []
    result.reserveCapacity(declarations.count)
    let resolver = context.types.resolver
    for syntax in declarations {
      let type = resolver.resolve(syntax.type)
      if let known = scope.find(syntax.name.text) {
        if let first = scope.own(syntax.name.text) {
          context.reportDuplicate(syntax.name, first)
          continue
        }
        context.reportShadowing(syntax.name, known, by: role)
        if role != .output { continue }
      }
      let variable = counter.make(syntax.name.text, type)
      scope.add(Scope.Entry(variable: variable, span: syntax.name.span, role: role))
      context.sink.names?.declare(variable, syntax.name.span, role)
      result.append(Declared(syntax: syntax, variable: variable))
    }
    return result
  }

  /// Checks the expression of a declaration against its type.
  func check(_ declared: Declared, _ expressions: ExpressionChecker) -> TypedDeclaration {
    let syntax = declared.syntax
    let value = syntax.expression.map {
      expressions.checkAlone($0, as: declared.variable.type, "the value of `\(syntax.name.text)`")
    }
    return TypedDeclaration(
      variable: declared.variable, expression: value?.expression, isEnvironment: syntax.isEnvironment,
      span: syntax.span, dependencies: value?.uses ?? [])
  }

  /// Checks the expression of an output. Where its name shadows another, its own expression means the other.
  func checkOutput(_ declared: Declared, in scope: Scope, _ expressions: ExpressionChecker) -> TypedDeclaration {
    scope.hidden = declared.syntax.name.text
    let before = expressions.scope
    if scope.find(declared.syntax.name.text) == nil { scope.hidden = nil }
    expressions.scope = scope
    defer {
      expressions.scope = before
      scope.hidden = nil
    }
    return check(declared, expressions)
  }
}
