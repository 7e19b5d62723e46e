package import SourceText

/// An expression whose names are resolved and whose types fit: all that the evaluator accepts.
package struct TypedExpression: Sendable {
  package indirect enum Kind: Sendable {
    case literal(WDLValue)
    case string([TypedStringPart])
    case variable(Variable)
    case array([TypedExpression])
    case map([(key: TypedExpression, value: TypedExpression)])
    case pair(TypedExpression, TypedExpression)
    case object([(name: String, value: TypedExpression)])
    /// Members in the order of the declaration; those that were left out are the literal `None`.
    case structure(StructType, [(name: String, value: TypedExpression)])
    /// `hints { … }` and its like.
    case scoped([(name: String, value: TypedExpression)])
    /// The function's overload that fits, with its arguments coerced to its parameters.
    case apply(LibraryFunction, LibraryFunction.Overload, [TypedExpression])
    /// Of a struct, an object, a pair (`left`, `right`), a call, the `task` variable.
    case member(TypedExpression, String)
    /// Of an array by number, of a map by key, of an object by name.
    case element(TypedExpression, index: TypedExpression)
    case unary(UnaryOperator, TypedExpression)
    case binary(BinaryOperator, TypedExpression, TypedExpression)
    case conditional(condition: TypedExpression, then: TypedExpression, otherwise: TypedExpression)
    /// The value as another type; the type of this expression says which.
    case coerce(TypedExpression)
  }

  package let kind: Kind
  package let type: WDLType
  package let span: SourceSpan

  package init(_ kind: Kind, _ type: WDLType, _ span: SourceSpan) {
    self.kind = kind
    self.type = type
    self.span = span
  }
}

package enum TypedStringPart: Sendable {
  case text(String)
  case placeholder(TypedPlaceholder)
}

package struct TypedPlaceholder: Sendable {
  package let expression: TypedExpression
  package let separator: TypedExpression?
  package let whenTrue: TypedExpression?
  package let whenFalse: TypedExpression?
  package let fallback: TypedExpression?
  package let span: SourceSpan

  package init(
    expression: TypedExpression, separator: TypedExpression? = nil, whenTrue: TypedExpression? = nil,
    whenFalse: TypedExpression? = nil, fallback: TypedExpression? = nil, span: SourceSpan
  ) {
    self.expression = expression
    self.separator = separator
    self.whenTrue = whenTrue
    self.whenFalse = whenFalse
    self.fallback = fallback
    self.span = span
  }
}

/// Something that a name stands for within one task or workflow.
package struct Variable: Hashable, Sendable {
  /// Counts from 0 within the task or workflow; the `task` variable has one, too.
  package let id: Int
  package let name: String
  package let type: WDLType

  package init(id: Int, name: String, type: WDLType) {
    self.id = id
    self.name = name
    self.type = type
  }
}
