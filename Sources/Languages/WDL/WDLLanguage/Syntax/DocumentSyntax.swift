package import SourceText

/// A document as it was written: what the parser makes and the checker reads.
///
/// Syntax is untyped and unresolved. Every piece knows its span, so that whoever finds fault can point at it.
package struct DocumentSyntax: Sendable {
  package var file: SourceFile
  package var version: WDLVersion
  /// Where the `version` statement stands; nil when there is none.
  package var versionSpan: SourceSpan?
  package var imports: [ImportSyntax] = []
  package var structs: [StructSyntax] = []
  package var enums: [EnumSyntax] = []
  package var tasks: [TaskSyntax] = []
  /// All that the document has; more than one is an error that the checker reports.
  package var workflows: [WorkflowSyntax] = []
  /// In the order of the text.
  package var comments: [CommentSyntax] = []

  package init(file: SourceFile, version: WDLVersion) {
    self.file = file
    self.version = version
  }
}

/// A comment from its `#` to the end of the line, without the line feed.
package struct CommentSyntax: Hashable, Sendable {
  package var text: String
  package var span: SourceSpan

  package init(text: String, span: SourceSpan) {
    self.text = text
    self.span = span
  }
}

/// A name and where it stands.
package struct IdentifierSyntax: Hashable, Sendable {
  package var text: String
  package var span: SourceSpan

  package init(_ text: String, _ span: SourceSpan) {
    self.text = text
    self.span = span
  }
}

/// `import "uri" as namespace alias From as To`.
package struct ImportSyntax: Sendable {
  package var uri: StringSyntax
  package var namespace: IdentifierSyntax?
  /// `alias From as To`: for structs, and enums from 1.3.
  package var aliases: [(from: IdentifierSyntax, to: IdentifierSyntax)]
  package var span: SourceSpan

  package init(
    uri: StringSyntax, namespace: IdentifierSyntax?, aliases: [(from: IdentifierSyntax, to: IdentifierSyntax)],
    span: SourceSpan
  ) {
    self.uri = uri
    self.namespace = namespace
    self.aliases = aliases
    self.span = span
  }
}

/// `struct Name { … }`.
package struct StructSyntax: Sendable {
  package var name: IdentifierSyntax
  package var members: [DeclarationSyntax]
  package var meta: MetaSyntax?
  package var parameterMeta: MetaSyntax?
  package var span: SourceSpan

  package init(name: IdentifierSyntax, members: [DeclarationSyntax], span: SourceSpan) {
    self.name = name
    self.members = members
    self.span = span
  }
}

/// `enum Name[Type] { Choice = value, … }` (1.3).
package struct EnumSyntax: Sendable {
  package var name: IdentifierSyntax
  package var valueType: TypeSyntax?
  package var choices: [(name: IdentifierSyntax, value: ExpressionSyntax?)]
  package var span: SourceSpan

  package init(
    name: IdentifierSyntax, valueType: TypeSyntax?, choices: [(name: IdentifierSyntax, value: ExpressionSyntax?)],
    span: SourceSpan
  ) {
    self.name = name
    self.valueType = valueType
    self.choices = choices
    self.span = span
  }
}

/// A type as it was written: `Map[String, Array[Int]+]?`.
package struct TypeSyntax: Sendable {
  package var name: IdentifierSyntax
  package var arguments: [TypeSyntax]
  package var isOptional: Bool
  /// `+` after an array.
  package var isNonEmpty: Bool
  package var span: SourceSpan

  package init(
    name: IdentifierSyntax, arguments: [TypeSyntax] = [], isOptional: Bool = false, isNonEmpty: Bool = false,
    span: SourceSpan
  ) {
    self.name = name
    self.arguments = arguments
    self.isOptional = isOptional
    self.isNonEmpty = isNonEmpty
    self.span = span
  }
}

/// `env Type name = expression`; the expression is missing where a value comes from elsewhere.
package struct DeclarationSyntax: Sendable {
  package var type: TypeSyntax
  package var name: IdentifierSyntax
  package var expression: ExpressionSyntax?
  /// Whether it is written with `env` (1.2).
  package var isEnvironment: Bool
  package var span: SourceSpan

  package init(
    type: TypeSyntax, name: IdentifierSyntax, expression: ExpressionSyntax?, isEnvironment: Bool = false,
    span: SourceSpan
  ) {
    self.type = type
    self.name = name
    self.expression = expression
    self.isEnvironment = isEnvironment
    self.span = span
  }
}
