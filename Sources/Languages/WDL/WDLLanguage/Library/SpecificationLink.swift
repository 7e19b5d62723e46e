/// Where the specification says what something means.
package enum SpecificationLink {
  private static let specification = "https://github.com/openwdl/wdl/blob/wdl-1.2/SPEC.md"
  private static let newest = "https://github.com/openwdl/wdl/blob/wdl-1.3/SPEC.md"

  /// The section of a function of the library.
  package static func section(of function: LibraryFunction) -> String {
    switch (function.name, function.since) {
    case ("sep", _): specification + "#sep-1"
    // What is new has a sign before its name.
    case (_, .v1_2): specification + "#-" + function.name
    case (_, .v1_3): newest + "#-" + function.name
    default: specification + "#" + function.name
    }
  }

  /// A section by its anchor.
  package static func section(_ anchor: String) -> String { specification + "#" + anchor }
}
