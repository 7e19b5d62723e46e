import ArgumentParser
import FileStorage
import LanguageServer
import S3Storage
import WDLEditing
import WDLRuntime
import WorkflowModel

/// What runs containers on this machine.
enum ContainerChoice: String, ExpressibleByArgument, CaseIterable, Sendable {
  case auto, docker, podman, apptainer, none
}

/// Names every language, and the storages that documents are read from; ``RunEnvironment`` names the backends.
struct Composition: Sendable {
  var containers = ContainerChoice.auto
  var quiet = false
  /// What this run has in common with others of this process.
  var shared: SharedBackends?
  /// What may be touched, where that is not everything.
  var files: ServedFiles?

  private static let languages: [any WorkflowLanguage] = [WDL()]

  /// The versions that are understood, by the name of their language.
  static var versions: [String: [String]] {
    Dictionary(uniqueKeysWithValues: languages.map { ($0.name, $0.versions) })
  }

  /// What editors may ask, by language.
  func languageServices(_ documents: EditorDocuments) -> [any LanguageService] { [WDLEditing(source: documents)] }

  /// Hands out where documents are read from: this machine, S3 and the web; good until `body` returns.
  func withDocuments<Result>(_ body: ([any Storage]) async throws -> Result) async throws -> Result {
    let (aws, web) = (AWSAccess(), WebAccess())
    let all: [any Storage] = [
      FileStorage(), DeferredStorage(schemes: ["s3"]) { S3Storage(try await aws.configuration()) },
      WebDocuments(shelf: .ofUser, warn: warn) { try await web.storage() },
    ]
    let storages = files.map { files in all.map { GuardedStorage(storage: $0, files: files) } } ?? all
    do {
      let result = try await body(storages)
      await aws.shutdown()
      await web.shutdown()
      return result
    } catch {
      await aws.shutdown()
      await web.shutdown()
      throw error
    }
  }

  private var warn: @Sendable (String) -> Void {
    { [quiet] text in if !quiet { Terminal.say("warning: " + text) } }
  }

  /// The language of a document, by its name's ending.
  ///
  /// - Throws: ``ExecutionError`` when there is none.
  func language(of source: String) throws -> any WorkflowLanguage {
    let name = FileReference(source).name
    let ending = name.split(separator: ".", omittingEmptySubsequences: false).last.map { $0.lowercased() } ?? ""
    if let language = Self.languages.first(where: { $0.fileExtensions.contains(ending) }) { return language }
    if Self.languages.count == 1, let only = Self.languages.first, !name.contains(".") { return only }
    let known = Self.languages.map { "\($0.name) (.\($0.fileExtensions.joined(separator: ", .")))" }
    throw ExecutionError(
      .unsupported, "cannot tell the language of \(source) by its name",
      help: "what can be run: " + known.joined(separator: "; "))
  }
}
