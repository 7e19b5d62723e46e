package import JSONText
package import SourceText

/// A checked document with all that it imports.
package struct TypedDocument: Sendable {
  package let file: SourceFile
  package let version: WDLVersion
  package let tasks: [TypedTask]
  package let workflow: TypedWorkflow?
  /// Its own tasks and workflow by name, and those of its imports as `namespace.name`.
  package let callables: [String: Callable]
  /// What it imports.
  package let namespaces: [String: TypedDocument]
  /// The structs and enumerations that it can name, imported ones included, in the order of their declaration.
  package let types: [(name: String, type: WDLType)]

  package init(
    file: SourceFile, version: WDLVersion, tasks: [TypedTask], workflow: TypedWorkflow?,
    callables: [String: Callable], namespaces: [String: TypedDocument], types: [(name: String, type: WDLType)]
  ) {
    self.file = file
    self.version = version
    self.tasks = tasks
    self.workflow = workflow
    self.callables = callables
    self.namespaces = namespaces
    self.types = types
  }
}

package enum Callable: Sendable {
  case task(TypedTask)
  case workflow(TypedWorkflow)

  package var name: String {
    switch self {
    case .task(let task): task.name
    case .workflow(let workflow): workflow.name
    }
  }

  package var inputs: [TypedDeclaration] {
    switch self {
    case .task(let task): task.inputs
    case .workflow(let workflow): workflow.inputs
    }
  }

  package var outputs: [TypedDeclaration] {
    switch self {
    case .task(let task): task.outputs
    case .workflow(let workflow): workflow.outputs
    }
  }
}

/// A declaration: of an input, of a value, of an output.
package struct TypedDeclaration: Sendable {
  package let variable: Variable
  /// Nil for an input that has no default.
  package let expression: TypedExpression?
  package let isEnvironment: Bool
  package let span: SourceSpan
  /// The ids of the variables of the same task or workflow that the expression uses.
  package let dependencies: Set<Int>

  package init(
    variable: Variable, expression: TypedExpression?, isEnvironment: Bool = false, span: SourceSpan,
    dependencies: Set<Int>
  ) {
    self.variable = variable
    self.expression = expression
    self.isEnvironment = isEnvironment
    self.span = span
    self.dependencies = dependencies
  }
}

package final class TypedTask: Sendable {
  package let name: String
  package let file: SourceFile
  package let version: WDLVersion
  /// In the order of the document.
  package let inputs: [TypedDeclaration]
  /// Inputs and private declarations, each after those that it uses.
  package let declarations: [TypedDeclaration]
  package let command: [TypedStringPart]
  /// Each after those that it uses.
  package let outputs: [TypedDeclaration]
  /// `runtime`, or `requirements` of 1.2; `usesRequirements` tells which.
  package let requirements: [(name: String, value: TypedExpression)]
  package let usesRequirements: Bool
  package let hints: [(name: String, value: TypedExpression)]
  package let meta: JSONObject
  package let parameterMeta: JSONObject
  /// The `task` variable in requirements (1.3), in the command and in the outputs (1.2).
  package let taskVariables: [TaskVariableScope: Variable]
  package let variableCount: Int
  package let span: SourceSpan

  package init(
    name: String, file: SourceFile, version: WDLVersion, inputs: [TypedDeclaration], declarations: [TypedDeclaration],
    command: [TypedStringPart], outputs: [TypedDeclaration], requirements: [(name: String, value: TypedExpression)],
    usesRequirements: Bool, hints: [(name: String, value: TypedExpression)], meta: JSONObject,
    parameterMeta: JSONObject, taskVariables: [TaskVariableScope: Variable], variableCount: Int, span: SourceSpan
  ) {
    self.name = name
    self.file = file
    self.version = version
    self.inputs = inputs
    self.declarations = declarations
    self.command = command
    self.outputs = outputs
    self.requirements = requirements
    self.usesRequirements = usesRequirements
    self.hints = hints
    self.meta = meta
    self.parameterMeta = parameterMeta
    self.taskVariables = taskVariables
    self.variableCount = variableCount
    self.span = span
  }
}

package final class TypedWorkflow: Sendable {
  package let name: String
  package let file: SourceFile
  package let version: WDLVersion
  package let inputs: [TypedDeclaration]
  package let body: TypedScope
  package let outputs: [TypedDeclaration]
  package let hints: [(name: String, value: TypedExpression)]
  package let meta: JSONObject
  package let parameterMeta: JSONObject
  /// Whether inputs of calls may be given from outside (`wf.call.x`).
  package let allowsNestedInputs: Bool
  /// An input of one of its calls, or of the calls within them, that is needed and not given: `align.reference`.
  package let openInput: String?
  package let variableCount: Int
  package let span: SourceSpan

  package init(
    name: String, file: SourceFile, version: WDLVersion, inputs: [TypedDeclaration], body: TypedScope,
    outputs: [TypedDeclaration], hints: [(name: String, value: TypedExpression)], meta: JSONObject,
    parameterMeta: JSONObject, allowsNestedInputs: Bool, variableCount: Int, span: SourceSpan
  ) {
    self.name = name
    self.file = file
    self.version = version
    self.inputs = inputs
    self.body = body
    self.outputs = outputs
    self.hints = hints
    self.meta = meta
    self.parameterMeta = parameterMeta
    self.allowsNestedInputs = allowsNestedInputs
    openInput = body.openInput
    self.variableCount = variableCount
    self.span = span
  }
}

/// The items of a workflow, a scatter or a conditional, in the order of the document. What an item waits for follows
/// from its dependencies, not from its place.
package struct TypedScope: Sendable {
  package let items: [TypedItem]

  package init(items: [TypedItem]) { self.items = items }
}

package indirect enum TypedItem: Sendable {
  case declaration(TypedDeclaration)
  case call(TypedCall)
  case scatter(TypedScatter)
  case conditional(TypedConditional)
}

package struct TypedCall: Sendable {
  /// The alias, or the callee's own name.
  package let name: String
  package let callee: Callable
  /// Coerced to the callee's inputs.
  package let arguments: [(name: String, value: TypedExpression)]
  /// The variables of the calls named by `after`.
  package let after: [Variable]
  /// Of type `call`; its value is the outputs.
  package let variable: Variable
  package let dependencies: Set<Int>
  package let span: SourceSpan

  package init(
    name: String, callee: Callable, arguments: [(name: String, value: TypedExpression)], after: [Variable],
    variable: Variable, dependencies: Set<Int>, span: SourceSpan
  ) {
    self.name = name
    self.callee = callee
    self.arguments = arguments
    self.after = after
    self.variable = variable
    self.dependencies = dependencies
    self.span = span
  }
}

/// What a section gives to the scope around it: the value inside, and the name's variable outside, whose type is an
/// array (scatter) or optional (conditional) of the inner one. Of a call, it is the type of each output that changes:
/// the outer variable is a call, too, whose outputs are arrays or optional.
package struct TypedExport: Sendable {
  package let inner: Variable
  package let outer: Variable

  package init(inner: Variable, outer: Variable) {
    self.inner = inner
    self.outer = outer
  }
}

package struct TypedScatter: Sendable {
  package let variable: Variable
  /// An array; a map is turned into one of pairs where the version lets it be scattered over.
  package let collection: TypedExpression
  package let body: TypedScope
  package let exports: [TypedExport]
  package let span: SourceSpan

  package init(
    variable: Variable, collection: TypedExpression, body: TypedScope, exports: [TypedExport], span: SourceSpan
  ) {
    self.variable = variable
    self.collection = collection
    self.body = body
    self.exports = exports
    self.span = span
  }
}

package struct TypedConditional: Sendable {
  package struct Clause: Sendable {
    /// Nil for `else`.
    package let condition: TypedExpression?
    package let body: TypedScope
    /// Of the names that this clause declares.
    package let exports: [TypedExport]

    package init(condition: TypedExpression?, body: TypedScope, exports: [TypedExport]) {
      self.condition = condition
      self.body = body
      self.exports = exports
    }
  }

  package let clauses: [Clause]
  /// Every name that any clause declares; None when the clause that was taken does not.
  package let exported: [Variable]
  package let span: SourceSpan

  package init(clauses: [Clause], exported: [Variable], span: SourceSpan) {
    self.clauses = clauses
    self.exported = exported
    self.span = span
  }
}
