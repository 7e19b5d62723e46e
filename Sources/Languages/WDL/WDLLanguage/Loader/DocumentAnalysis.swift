package import SourceText

/// A document with all that it imports, as an editor wants them: what is wrong, and what every name stands for.
package struct DocumentAnalysis: Sendable {
  package struct Document: Sendable {
    package let parsed: ParsedDocument
    /// The path or URL of each import, in their order.
    package let imports: [String]
    /// As much as could be understood.
    package let typed: TypedDocument
    package let names: NameRecord

    package var syntax: DocumentSyntax { parsed.document }
    package var file: SourceFile { parsed.document.file }
  }

  /// The path or URL of the document.
  package let root: String
  /// The document and all that it imports, directly or not, by path or URL; what cannot be read is not there.
  package let documents: [String: Document]
  /// As ``DocumentLoader/load(_:lints:read:)`` gives them.
  package let diagnostics: [Diagnostic]
}

extension DocumentLoader {
  /// Reads and checks a document and what it imports, and notes what names stand for.
  ///
  /// - Parameters:
  ///   - source: the path or URL of the document.
  ///   - probe: a name in the document that stands for the place of a cursor.
  ///   - parsed: the document of a path or URL, parsed.
  /// - Throws: what `parsed` throws of the document itself; of an imported one, that is a diagnostic at the import.
  package static func analyze(
    _ source: String, probe: String? = nil, parsed: (String) async throws -> ParsedDocument
  ) async throws -> DocumentAnalysis {
    var reading = DocumentReading()
    reading.add(source, try await parsed(source))
    while let next = reading.nextWanted() {
      do {
        reading.add(next, try await parsed(next))
      } catch let error as CancellationError {
        throw error
      } catch {
        reading.fail(next, "\(error)")
      }
    }
    let order = DocumentOrder(reading: reading, lints: true, names: NameWishes(probe: probe, at: source))
    return order.analyze(source)
  }
}

/// That names are to be noted, and where a cursor stands.
struct NameWishes {
  private let probe: String?
  private let source: String

  init(probe: String?, at source: String) {
    self.probe = probe
    self.source = source
  }

  func recorder(of source: String) -> NameRecorder { NameRecorder(probe: source == self.source ? probe : nil) }
}
