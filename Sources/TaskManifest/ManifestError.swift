/// What is wrong with the text of a manifest or a result.
package struct ManifestError: Error, Hashable, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}
