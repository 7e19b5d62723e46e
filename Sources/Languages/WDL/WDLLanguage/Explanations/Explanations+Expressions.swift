extension Explanations {
  /// Of expressions and the types of their values.
  static let expressions = [
    Explanation(
      "wdl.type-mismatch", "a value is of another type than it must be",
      "The message names both. Ints become Floats by themselves, Strings Files; everything else is converted by functions.",
      wrong: .workflow("Array[Int] sizes = [\"a\"]"), right: .workflow("Array[String] sizes = [\"a\"]")),
    Explanation(
      "wdl.permissive-coercion", "a value that only some engines accept here",
      """
      Cromwell and miniwdl let an optional value stand where one is required, or a text where a number is; the \
      specification does not. It is tried when it runs, and an error under `--strict`.
      """,
      wrong: .workflow("input {\n  Int? given\n}\nInt size = given"),
      right: .workflow("input {\n  Int? given\n}\nInt size = select_first([given, 3])")),
    Explanation(
      "wdl.operand-type", "an operator cannot take that value",
      "Numbers are computed, Booleans joined by logic, what has an order compared.",
      wrong: .workflow("Int size = [1] + 1"), right: .workflow("Int size = [1][0] + 1")),
    Explanation(
      "wdl.no-common-type", "values that must be of one type are not",
      "Elements of an array, the branches of `if`, the values of an enum, and a name declared in several clauses.",
      wrong: .workflow("Int size = length(if true then [1] else 2)"),
      right: .workflow("Int size = length(if true then [1] else [2])")),
    Explanation(
      "wdl.no-elements", "an element is taken of what has none",
      "Elements are taken of an array by number, of a map by key.",
      wrong: .workflow("Int size = 5\nInt digit = size[0]"),
      right: .workflow("Array[Int] sizes = [5]\nInt size = sizes[0]")),
    Explanation(
      "wdl.duplicate-key", "a map has a key twice",
      "Making the map would fail. Where one name has several values, make a map of arrays.",
      wrong: .workflow("Map[String, Int] sizes = {\"a\": 1, \"a\": 2}"),
      right: .workflow("Map[String, Array[Int]] sizes = {\"a\": [1, 2]}")),
    Explanation(
      "wdl.map-output", "an output holds a map whose keys are no Strings",
      """
      What a workflow gives is written as JSON, where keys are Strings. Numbers and Booleans are written as text, which \
      other engines refuse; other keys are an error, since writing them would fail when all is done.
      """,
      wrong: .workflow("output {\n  Map[Int, String] names = {1: \"a\"}\n}"),
      right: .workflow("output {\n  Array[Pair[Int, String]] names = as_pairs({1: \"a\"})\n}")),
    Explanation(
      "wdl.empty-array", "an array is empty that must not be",
      "`+` after the type says that there is at least one element.",
      wrong: .workflow("Array[Int]+ sizes = []"), right: .workflow("Array[Int] sizes = []")),
    Explanation(
      "wdl.not-text", "a value cannot be written into text",
      "Primitive values can; of a call, write one of its outputs.",
      wrong:
        "version 1.1\n\nimport \"tools.wdl\"\n\nworkflow example {\n  call tools.count\n  String text = \"~{count}\"\n}",
      right:
        "version 1.1\n\nimport \"tools.wdl\"\n\nworkflow example {\n  call tools.count\n  String text = \"~{count.lines}\"\n}"
    ),
    Explanation(
      "wdl.placeholder-option", "a placeholder option does not fit its value",
      "`sep=` joins arrays; `true=` and `false=` go together and with a Boolean.",
      wrong: .workflow("String flag = \"~{true='-v' true}\""),
      right: .workflow("String flag = \"~{true='-v' false='' true}\"")),
    Explanation(
      "wdl.argument-count", "a function gets too many or too few arguments",
      "The message says how many it takes.",
      wrong: .workflow("Int size = length()"), right: .workflow("Int size = length([1])")),
    Explanation(
      "wdl.argument-type", "a function gets an argument of the wrong type",
      "The message says which it takes in the document's version.",
      wrong: .workflow("Array[Int] sizes = range([\"a\"])"), right: .workflow("Array[Int] sizes = range(3)")),
    Explanation(
      "wdl.invalid-pattern", "a regular expression is not valid",
      "Patterns are POSIX extended regular expressions, and what is commonly written beside. A string takes one of two backslashes.",
      wrong: .workflow("String name = sub(\"a(1)\", \"(\", \"_\")"),
      right: .workflow("String name = sub(\"a(1)\", \"\\\\(\", \"_\")")),
    Explanation(
      "wdl.output-only-function", "a function stands outside of a task's outputs",
      "`stdout`, `stderr` and `glob` speak of what the command has made, and so stand in the outputs only.",
      wrong: .workflow("String text = read_string(stdout())"),
      right: .task("command <<<\n  echo hello\n>>>\noutput {\n  String text = read_string(stdout())\n}")),
    Explanation(
      "wdl.missing-member", "a struct is given too few members",
      "All are needed but those whose type is optional.",
      wrong:
        "version 1.1\n\nstruct Point {\n  Int x\n  Int y\n}\n\nworkflow example {\n  Point point = Point { x: 1 }\n}",
      right:
        "version 1.1\n\nstruct Point {\n  Int x\n  Int y\n}\n\nworkflow example {\n  Point point = Point { x: 1, y: 2 }\n}"
    ),
    Explanation(
      "wdl.scatter-type", "a scatter goes over something else than an array",
      "To count, use `range`; of a map, `as_pairs`.",
      wrong: .workflow("scatter (i in 3) {\n  Int size = i\n}"),
      right: .workflow("scatter (i in range(3)) {\n  Int size = i\n}")),
    Explanation(
      "wdl.evaluation", "an expression failed while the workflow ran",
      "What it is given could not be known before: a number that a file does not have, an index beyond the end, a division by zero.",
      wrong: "", right: ""),
  ]
}
