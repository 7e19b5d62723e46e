extension Explanations {
  /// Of types and their declarations.
  static let types = [
    Explanation(
      "wdl.unknown-type", "there is no such type",
      "Types are those of the language, and the structs and enums that are declared or imported.",
      wrong: .workflow("Strin name = \"Ada\""), right: .workflow("String name = \"Ada\"")),
    Explanation(
      "wdl.type-arguments", "a type with too many or too few types in brackets",
      "`Array` takes one, `Map` and `Pair` take two, the others none.",
      wrong: .workflow("Map[String] sizes = {}"), right: .workflow("Map[String, Int] sizes = {}")),
    Explanation(
      "wdl.non-empty-quantifier", "`+` after what is no array",
      "It says that an array has at least one element.",
      wrong: .workflow("String+ name = \"Ada\""), right: .workflow("Array[String]+ names = [\"Ada\"]")),
    Explanation(
      "wdl.map-key", "the keys of a map are of no primitive type",
      "Keys are Strings, Ints, Floats, Booleans or Files.",
      wrong: .workflow("Map[Array[Int], String] names = {[1]: \"a\"}"),
      right: .workflow("Map[Int, String] names = {1: \"a\"}")),
    Explanation(
      "wdl.duplicate-type", "two types have one name",
      "Structs of imported documents keep their names. Where two differ, import one under another: `alias A as B`.",
      wrong: "version 1.1\n\nstruct A {\n  Int size\n}\n\nstruct A {\n  String name\n}",
      right: "version 1.1\n\nstruct A {\n  Int size\n}\n\nstruct B {\n  String name\n}"),
    Explanation(
      "wdl.duplicate-member", "a member stands twice",
      "Each member of a struct or object is declared, and given, once.",
      wrong: "version 1.1\n\nstruct A {\n  Int size\n  Int size\n}", right: "version 1.1\n\nstruct A {\n  Int size\n}"),
    Explanation(
      "wdl.duplicate-choice", "an enum has a choice twice",
      "Each has its own name.",
      wrong: "version 1.3\n\nenum Color {\n  Red,\n  Red\n}", right: "version 1.3\n\nenum Color {\n  Red,\n  Blue\n}"),
    Explanation(
      "wdl.enum-value", "the value of a choice is not a literal of the enum's type",
      "Choices are known before anything runs. Without a value, a choice of an enum of Strings is its own name.",
      wrong: "version 1.3\n\nenum Size {\n  Small = 1 + 1\n}", right: "version 1.3\n\nenum Size {\n  Small = 2\n}"),
    Explanation(
      "wdl.recursive-struct", "a struct holds itself",
      "No value could be made of it. Hold a key or a name instead.",
      wrong: "version 1.1\n\nstruct A {\n  A inner\n}", right: "version 1.1\n\nstruct A {\n  String inner\n}"),
    Explanation(
      "wdl.struct-too-large", "a struct has too many members",
      "With the structs in it, it has more than the checker can take; hold the inner ones in files.",
      wrong: "", right: ""),
    Explanation(
      "wdl.struct-too-deep", "structs are nested too deeply",
      "Hold the inner ones in files, or flatten them.", wrong: "", right: ""),
  ]
}
