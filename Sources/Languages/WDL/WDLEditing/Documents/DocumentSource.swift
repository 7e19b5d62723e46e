/// Where documents come from that are not open in the editor.
package protocol DocumentSource: Sendable {
  /// The bytes under a path or URL.
  ///
  /// - Throws: an error that says why they cannot be had.
  func read(_ document: String) async throws -> [UInt8]
  /// The paths of the documents below a folder whose names end so; as many as can be found in good time.
  func documents(below folder: String, endingWith end: String) async -> [String]
}
