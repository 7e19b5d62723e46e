package import SourceText

/// `workflow name { … }`.
package struct WorkflowSyntax: Sendable {
  package var name: IdentifierSyntax
  package var inputs: [DeclarationSyntax] = []
  package var body: [WorkflowItemSyntax] = []
  /// Nil when there is no output section, which is not the same as an empty one.
  package var outputs: [WorkflowOutputSyntax]?
  package var hints: AttributesSyntax?
  package var meta: MetaSyntax?
  package var parameterMeta: MetaSyntax?
  package var span: SourceSpan

  package init(name: IdentifierSyntax, span: SourceSpan) {
    self.name = name
    self.span = span
  }
}

package enum WorkflowOutputSyntax: Sendable {
  case declaration(DeclarationSyntax)
  /// draft-2: `call.output`, or `call.*` when the last name is `*`.
  case reference([IdentifierSyntax])
}

package enum WorkflowItemSyntax: Sendable {
  case declaration(DeclarationSyntax)
  case call(CallSyntax)
  case scatter(ScatterSyntax)
  case conditional(ConditionalSyntax)
}

/// `call a.b as c after d { input: x = y, z }`.
package struct CallSyntax: Sendable {
  /// `[namespace, …, name]`.
  package var target: [IdentifierSyntax]
  package var alias: IdentifierSyntax?
  package var after: [IdentifierSyntax]
  /// Without an expression, the name stands for itself.
  package var inputs: [(name: IdentifierSyntax, value: ExpressionSyntax?)]
  package var span: SourceSpan

  package init(
    target: [IdentifierSyntax], alias: IdentifierSyntax?, after: [IdentifierSyntax],
    inputs: [(name: IdentifierSyntax, value: ExpressionSyntax?)], span: SourceSpan
  ) {
    self.target = target
    self.alias = alias
    self.after = after
    self.inputs = inputs
    self.span = span
  }
}

/// `scatter (x in xs) { … }`.
package struct ScatterSyntax: Sendable {
  package var variable: IdentifierSyntax
  package var collection: ExpressionSyntax
  package var body: [WorkflowItemSyntax]
  package var span: SourceSpan

  package init(
    variable: IdentifierSyntax, collection: ExpressionSyntax, body: [WorkflowItemSyntax], span: SourceSpan
  ) {
    self.variable = variable
    self.collection = collection
    self.body = body
    self.span = span
  }
}

/// `if (a) { … } else if (b) { … } else { … }`; more than one clause from 1.3.
package struct ConditionalSyntax: Sendable {
  package struct Clause: Sendable {
    /// Nil for `else`.
    package var condition: ExpressionSyntax?
    package var body: [WorkflowItemSyntax]
    package var span: SourceSpan

    package init(condition: ExpressionSyntax?, body: [WorkflowItemSyntax], span: SourceSpan) {
      self.condition = condition
      self.body = body
      self.span = span
    }
  }

  package var clauses: [Clause]
  package var span: SourceSpan

  package init(clauses: [Clause], span: SourceSpan) {
    self.clauses = clauses
    self.span = span
  }
}
