package import WorkflowModel

/// What documents hold, and what is wrong with them: for those who ask before they submit them.
package struct WorkflowDescription: Sendable {
  /// `WDL`.
  package let language: String
  /// As the main document says: `1.1`.
  package let languageVersion: String
  /// What is wrong with the documents, or with the inputs.
  package var errors: [String]
  /// Nil when something is wrong with the documents.
  package let program: ProgramDescription?

  package init(language: String, languageVersion: String, errors: [String], program: ProgramDescription?) {
    self.language = language
    self.languageVersion = languageVersion
    self.errors = errors
    self.program = program
  }
}
