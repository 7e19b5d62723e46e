package import SourceText

/// What is plain in a `nextflow.config`: assignments and blocks as nested names with values.
///
/// A selector of processes is a name such as `withName:ALIGN`. Closures, calls and other Groovy are
/// ``PlacedValue/Content/unknown(_:)`` where a value is to stand, and listed in ``skipped`` elsewhere; nothing is run.
package struct NextflowDocument: Sendable {
  package let root: PlacedMembers
  /// Statements that are neither assignments nor blocks.
  package let skipped: [(what: String, span: SourceSpan)]

  /// - Throws: ``ForeignTextError`` with the place of what is wrong.
  package init(_ bytes: [UInt8]) throws(ForeignTextError) {
    var parser = try NextflowParser(bytes)
    root = try parser.document()
    skipped = parser.skipped
  }
}
