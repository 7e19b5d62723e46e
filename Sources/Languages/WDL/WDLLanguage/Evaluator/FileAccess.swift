/// What expressions may do with files. The language itself touches none.
///
/// Paths are those that the values hold: as the command sees them in a task, as the user gave them in a workflow.
/// Functions throw an error whose description says what was wrong with which file.
package protocol FileAccess: Sendable {
  /// The whole content.
  func read(_ path: String) async throws -> [UInt8]

  /// Bytes of a file, or of all files below a folder; nil when there is nothing of that name.
  func size(_ path: String) async throws -> Int64?

  /// Keeps bytes as a file. The name is made of `stem`, the content's digest and `suffix`, so that the same content
  /// has the same name.
  ///
  /// - Returns: the path that the expression shall see.
  func write(_ bytes: [UInt8], stem: String, suffix: String) async throws -> String

  /// The files that the pattern matches in a task's working folder.
  func glob(_ pattern: String) async throws -> [String]

  /// The command's streams, in a task's outputs only.
  func stdout() async throws -> String
  func stderr() async throws -> String

  /// A path as a task or workflow writes it, made absolute: relative to the working folder in a task's outputs, to the
  /// document elsewhere.
  func resolve(_ path: String) async throws -> String
}
