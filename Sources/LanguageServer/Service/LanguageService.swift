package import SourceText

/// What an editor may ask about the documents of one language.
///
/// To add a language: conform, and list it in `Composition.swift`. Places are byte offsets; the server turns them into
/// what the editor counts. A document is named by its path or URL. Nothing here may take what the user types for a
/// promise: texts are broken most of the time.
package protocol LanguageService: Sendable {
  /// Of the names of documents, without the dot.
  var fileExtensions: [String] { get }
  /// The characters after which completions are wanted.
  var completionTriggers: [String] { get }

  /// What is wrong with a document.
  func diagnostics(of document: String, in workspace: Workspace) async throws -> [EditorDiagnostic]
  /// What to say about the name at a place; nil when there is nothing.
  func hover(at place: DocumentPlace, in workspace: Workspace) async throws -> Hover?
  /// Where the name at a place is declared.
  func definitions(at place: DocumentPlace, in workspace: Workspace) async throws -> [TextRange]
  /// Where the name at a place is used, in every document of the workspace that may name it.
  func references(
    at place: DocumentPlace, includingDeclaration: Bool, in workspace: Workspace
  ) async throws -> [TextRange]
  /// Where the name at a place stands in its own document.
  func highlights(at place: DocumentPlace, in workspace: Workspace) async throws -> [TextRange]
  func symbols(of document: String, in workspace: Workspace) async throws -> [DocumentSymbol]
  /// What lines can be folded away.
  func folds(of document: String, in workspace: Workspace) async throws -> [SourceSpan]
  func completions(at place: DocumentPlace, in workspace: Workspace) async throws -> [Completion]
  /// The name at a place that can be changed.
  ///
  /// - Throws: ``ServiceRefusal`` when it cannot.
  func renameTarget(at place: DocumentPlace, in workspace: Workspace) async throws -> TextRange
  /// What to change for the name at a place to become another.
  ///
  /// - Throws: ``ServiceRefusal`` when it cannot.
  func rename(at place: DocumentPlace, to name: String, in workspace: Workspace) async throws -> [TextEdit]
  /// The document in the language's layout; nil when it is so already.
  ///
  /// - Throws: ``ServiceRefusal`` when it has mistakes.
  func formatted(_ document: String, in workspace: Workspace) async throws -> String?
}

/// A request that cannot be granted, said to the user.
package struct ServiceRefusal: Error, Hashable, Sendable {
  package let message: String

  package init(_ message: String) { self.message = message }
}

/// What the editor has open, and where it looks.
package struct Workspace: Sendable {
  /// The open documents by path or URL: they win over what lies on the disk.
  package let documents: [String: SourceFile]
  /// The folders that the editor has open: absolute paths.
  package let folders: [String]
  /// Grows whenever a file that is not open may have changed.
  package let generation: Int

  package init(documents: [String: SourceFile], folders: [String] = [], generation: Int = 0) {
    self.documents = documents
    self.folders = folders
    self.generation = generation
  }
}
