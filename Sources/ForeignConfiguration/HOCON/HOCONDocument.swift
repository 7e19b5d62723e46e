package import SourceText

/// A HOCON document as values: fields merged, substitutions made.
///
/// Nothing outside of the text is looked at: includes are not followed, and what would come from them or from variables of
/// the environment is ``PlacedValue/Content/unknown(_:)``.
package struct HOCONDocument: Sendable {
  package let root: PlacedMembers
  package let includes: [(name: String, span: SourceSpan)]
  /// `${?NAME}` that nothing in the document sets: the value that it might replace stays as it is.
  package let unset: [(name: String, span: SourceSpan)]

  /// - Throws: ``ForeignTextError`` with the place of what is wrong.
  package init(_ bytes: [UInt8]) throws(ForeignTextError) {
    var parser = try HOCONParser(bytes)
    let fields = try parser.document()
    var resolver = HOCONResolver(fields)
    root = try resolver.root()
    includes = parser.includes
    unset = resolver.unset
  }
}
