import WDLLanguage

/// What the types of the language are.
///
/// Source: specification 1.2, Types.
struct TypeDocumentation {
  let name: String
  let summary: String
  /// Of the specification.
  let anchor: String
  var since = WDLVersion.draft2
  /// What follows the name when it is written.
  var arguments = ""

  static func find(_ name: String) -> TypeDocumentation? { all.first { $0.name == name } }

  static func all(in version: WDLVersion) -> [TypeDocumentation] { all.filter { $0.since <= version } }

  private static let all: [TypeDocumentation] = [
    TypeDocumentation(name: "Boolean", summary: "`true` or `false`.", anchor: "primitive-types"),
    TypeDocumentation(name: "Int", summary: "An integer of 64 bits with a sign.", anchor: "primitive-types"),
    TypeDocumentation(name: "Float", summary: "A floating-point number of 64 bits.", anchor: "primitive-types"),
    TypeDocumentation(name: "String", summary: "Text, in which `~{…}` stands for a value.", anchor: "strings"),
    TypeDocumentation(name: "File", summary: "A file: a path or URL.", anchor: "files-and-directories"),
    TypeDocumentation(
      name: "Directory", summary: "A folder: a path or URL.", anchor: "files-and-directories", since: .v1_2),
    TypeDocumentation(
      name: "Array", summary: "Values of one type in an order; `+` after it asks for one at least.", anchor: "arrayx",
      arguments: "[X]"),
    TypeDocumentation(
      name: "Map", summary: "Values by keys of a primitive type, in the order in which they were added.",
      anchor: "mapp-y", arguments: "[K, V]"),
    TypeDocumentation(
      name: "Pair", summary: "Two values, `.left` and `.right`.", anchor: "pairx-y", arguments: "[X, Y]"),
    TypeDocumentation(
      name: "Object", summary: "Values by names that are known only when it runs; structs are to be preferred.",
      anchor: "-object"),
  ]
}
