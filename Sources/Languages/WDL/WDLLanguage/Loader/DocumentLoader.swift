package import SourceText

/// A document with all that it imports, and all that is wrong with any of them.
package struct LoadedDocument: Sendable {
  package let version: WDLVersion
  /// Nil when anything is wrong.
  package let typed: TypedDocument?
  /// Of the imported documents first.
  package let diagnostics: [Diagnostic]

  package init(version: WDLVersion, typed: TypedDocument?, diagnostics: [Diagnostic]) {
    self.version = version
    self.typed = typed
    self.diagnostics = diagnostics
  }
}

/// Reads a document and what it imports, each once, and checks them, what is imported first.
package enum DocumentLoader {
  /// - Parameters:
  ///   - source: the path or URL of the document.
  ///   - lints: whether to look for what is allowed but seldom meant, too, when there are no errors.
  ///   - read: gives the content of a path or URL.
  /// - Throws: what `read` throws of the document itself; of an imported one, that is a diagnostic at the import.
  package static func load(
    _ source: String, lints: Bool = true, read: (String) async throws -> [UInt8]
  ) async throws -> LoadedDocument {
    var reading = DocumentReading()
    reading.add(source, try await read(source))
    while let next = reading.nextWanted() {
      do {
        reading.add(next, try await read(next))
      } catch let error as CancellationError {
        throw error
      } catch {
        reading.fail(next, "\(error)")
      }
    }
    return DocumentOrder(reading: reading, lints: lints).check(source)
  }
}
