package import SourceText

/// A place in a document: a byte offset.
package struct DocumentPlace: Hashable, Sendable {
  package let document: String
  package let offset: Int

  package init(_ document: String, _ offset: Int) {
    self.document = document
    self.offset = offset
  }
}

/// A piece of a text. The file's name is the document's path or URL.
package struct TextRange: Sendable {
  package let file: SourceFile
  package let span: SourceSpan

  package init(_ file: SourceFile, _ span: SourceSpan) {
    self.file = file
    self.span = span
  }
}

/// A text to put in the place of another.
package struct TextEdit: Sendable {
  package let range: TextRange
  package let text: String

  package init(_ range: TextRange, _ text: String) {
    self.range = range
    self.text = text
  }
}

/// A diagnostic with what explains it.
package struct EditorDiagnostic: Sendable {
  package let diagnostic: Diagnostic
  /// Places elsewhere that it speaks of.
  package let related: [(range: TextRange, message: String)]
  /// Whether what it points at has no use and may be shown faded.
  package let isUnnecessary: Bool
  /// Whether what it points at should no longer be written.
  package let isDeprecated: Bool

  package init(
    _ diagnostic: Diagnostic, related: [(range: TextRange, message: String)] = [], isUnnecessary: Bool = false,
    isDeprecated: Bool = false
  ) {
    self.diagnostic = diagnostic
    self.related = related
    self.isUnnecessary = isUnnecessary
    self.isDeprecated = isDeprecated
  }
}

package struct Hover: Sendable {
  /// What is declared, in the language's own words; empty when there is nothing to show as code.
  package let code: String
  /// Markdown, a paragraph each.
  package let paragraphs: [String]
  /// What it speaks of.
  package let span: SourceSpan

  package init(code: String, paragraphs: [String] = [], span: SourceSpan) {
    self.code = code
    self.paragraphs = paragraphs
    self.span = span
  }
}

/// What a name stands for, for the icons of editors.
package enum SymbolKind: Hashable, Sendable {
  case task, workflow, call, variable, input, output, structure, member, enumeration, choice, function, keyword
  case namespace, type, attribute, section
}

package struct DocumentSymbol: Sendable {
  package let name: String
  /// `Array[File]`; empty when there is nothing to say.
  package let detail: String
  package let kind: SymbolKind
  /// All of it.
  package let span: SourceSpan
  /// Its name.
  package let nameSpan: SourceSpan
  package let children: [DocumentSymbol]

  package init(
    name: String, detail: String = "", kind: SymbolKind, span: SourceSpan, nameSpan: SourceSpan,
    children: [DocumentSymbol] = []
  ) {
    self.name = name
    self.detail = detail
    self.kind = kind
    self.span = span
    self.nameSpan = nameSpan
    self.children = children
  }
}

package struct Completion: Sendable {
  package let label: String
  package let kind: SymbolKind
  /// A type or signature on one line.
  package let detail: String
  /// Markdown.
  package let documentation: String
  /// What to insert where that is not the label.
  package let insertion: String?
  /// Smaller is nearer to the top.
  package let rank: Int

  package init(
    _ label: String, _ kind: SymbolKind, detail: String = "", documentation: String = "", insertion: String? = nil,
    rank: Int = 5
  ) {
    self.label = label
    self.kind = kind
    self.detail = detail
    self.documentation = documentation
    self.insertion = insertion
    self.rank = rank
  }
}
