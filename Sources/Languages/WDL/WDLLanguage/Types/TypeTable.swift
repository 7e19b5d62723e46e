package import SourceText

/// The structs and enumerations that a document may name.
package struct TypeTable: Sendable {
  package struct Entry: Sendable {
    package let type: WDLType
    /// Where the document declares or imports it.
    package let span: SourceSpan
    package let isImported: Bool

    package init(type: WDLType, span: SourceSpan, isImported: Bool) {
      self.type = type
      self.span = span
      self.isImported = isImported
    }
  }

  private var entries: [String: Entry] = [:]
  /// In the order in which they were added.
  package private(set) var names: [String] = []

  package init() {}

  package subscript(_ name: String) -> Entry? { entries[name] }

  /// Adds an entry; the name must not be there yet.
  package mutating func add(_ name: String, _ entry: Entry) {
    guard entries.updateValue(entry, forKey: name) == nil else { return }
    names.append(name)
  }

  /// How bad it is that a type is imported whose name another has: documents of 1.0 rely on Cromwell, which lets the
  /// nearer one win.
  static func conflict(in version: WDLVersion) -> Diagnostic.Severity { version <= .v1_0 ? .warning : .error }

  package var types: [(name: String, type: WDLType)] {
    names.compactMap { name in entries[name].map { (name, $0.type) } }
  }
}
