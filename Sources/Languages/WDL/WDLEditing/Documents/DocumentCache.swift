import LanguageServer
import SourceText
import WDLLanguage

/// What was read, parsed and checked so far, each for as long as the texts are the same.
actor DocumentCache {
  private struct Kept {
    let analysis: DocumentAnalysis
    /// What was read for it; nil for what could not be.
    let files: [String: SourceFile?]
  }

  private let source: any DocumentSource
  /// Of what is not open.
  private var files: [String: Result<SourceFile, any Error>] = [:]
  /// Of an earlier generation, to be compared with what is read now.
  private var oldFiles: [String: SourceFile] = [:]
  private var generation = 0
  private var parsed: [String: ParsedDocument] = [:]
  private var analyses: [String: Kept] = [:]

  /// Beyond this, what belongs to documents that are not open is let go.
  private static let mostAnalyses = 200

  init(source: any DocumentSource) { self.source = source }

  /// The document with all that it imports.
  ///
  /// - Throws: why it cannot be read.
  func analysis(of document: String, in workspace: Workspace) async throws -> DocumentAnalysis {
    forget(for: workspace)
    if let kept = analyses[document], await isCurrent(kept, workspace) { return kept.analysis }
    let analysis = try await DocumentLoader.analyze(document) { @Sendable name in
      try await self.parse(name, in: workspace)
    }
    if analyses.count > Self.mostAnalyses { analyses = analyses.filter { workspace.documents[$0.key] != nil } }
    analyses[document] = Kept(analysis: analysis, files: Self.files(of: analysis))
    return analysis
  }

  /// The document with another text, and a name in it that stands for the place of a cursor. Nothing of it is kept.
  func analysis(
    of file: SourceFile, probe: String? = nil, in workspace: Workspace
  ) async throws -> DocumentAnalysis {
    try await DocumentLoader.analyze(file.name, probe: probe) { @Sendable name in
      name == file.name ? WDLParser.parse(file) : try await self.parse(name, in: workspace)
    }
  }

  /// The text of a document: the editor's, or what lies on the disk or in the web.
  func file(_ document: String, in workspace: Workspace) async throws -> SourceFile {
    if let open = workspace.documents[document] { return open }
    if let known = files[document] { return try known.get() }
    do {
      let bytes = try await source.read(document)
      let old = oldFiles[document]
      let file = old?.bytes == bytes ? old : nil
      let made = file ?? SourceFile(name: document, bytes: bytes)
      files[document] = .success(made)
      return made
    } catch let error as CancellationError {
      throw error
    } catch {
      files[document] = .failure(error)
      throw error
    }
  }

  func documents(below folder: String) async -> [String] {
    await source.documents(below: folder, endingWith: ".wdl")
  }

  private func parse(_ document: String, in workspace: Workspace) async throws -> ParsedDocument {
    let file = try await file(document, in: workspace)
    if let known = parsed[document], known.document.file === file { return known }
    let made = WDLParser.parse(file)
    parsed[document] = made
    return made
  }

  private func isCurrent(_ kept: Kept, _ workspace: Workspace) async -> Bool {
    for (document, file) in kept.files {
      let now = try? await self.file(document, in: workspace)
      if now !== file { return false }
    }
    return true
  }

  private static func files(of analysis: DocumentAnalysis) -> [String: SourceFile?] {
    var files: [String: SourceFile?] = [:]
    for document in analysis.documents.values {
      for name in document.imports where files[name] == nil && !name.isEmpty { files[name] = .some(nil) }
    }
    for (name, document) in analysis.documents { files[name] = document.file }
    return files
  }

  /// Reads again what may have changed on the disk.
  private func forget(for workspace: Workspace) {
    guard workspace.generation > generation else { return }
    generation = workspace.generation
    for (name, file) in files { if let file = try? file.get() { oldFiles[name] = file } }
    files = [:]
  }
}
