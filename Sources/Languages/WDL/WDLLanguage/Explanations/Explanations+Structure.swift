extension Explanations {
  /// Of what may stand where.
  static let structure = [
    Explanation(
      "wdl.duplicate-section", "a section stands twice",
      "A task or workflow has each section once.",
      wrong: .workflow("meta {\n  a: 1\n}\nmeta {\n  b: 2\n}"), right: .workflow("meta {\n  a: 1\n  b: 2\n}")),
    Explanation(
      "wdl.misplaced-section", "a section stands where it cannot",
      "`runtime`, `requirements` and `command` are for tasks; sections do not stand in scatters and conditionals.",
      wrong: .workflow("runtime {\n  cpu: 1\n}"), right: .task("command <<<>>>\nruntime {\n  cpu: 1\n}")),
    Explanation(
      "wdl.misplaced-statement", "a call, scatter or conditional in a task",
      "Tasks have a command; what is called how often is for workflows to say.",
      wrong: .task("command <<<>>>\nscatter (i in [1]) {\n  Int size = i\n}"),
      right: .workflow("scatter (i in [1]) {\n  Int size = i\n}")),
    Explanation(
      "wdl.stray-else", "an `else` without its `if`",
      "It follows the `}` of an `if` or `else if`.",
      wrong: .workflow("else {\n  Int size = 2\n}", .v1_3),
      right: .workflow("if (true) {\n  Int size = 1\n} else {\n  Int size = 2\n}", .v1_3)),
    Explanation(
      "wdl.missing-command", "a task without a command",
      "What is only computed needs no task: write declarations in the workflow.",
      wrong: .task("output {\n  Int size = 3\n}"), right: .task("command <<<>>>\noutput {\n  Int size = 3\n}")),
    Explanation(
      "wdl.missing-value", "a declaration without a value",
      "Only inputs may be without; others are given a value where they are declared.",
      wrong: .workflow("Int size"), right: .workflow("Int size = 3")),
    Explanation(
      "wdl.struct-member-value", "a member of a struct has a value",
      "A struct says names and types; a member that may be left out is declared with `?`.",
      wrong: "version 1.1\n\nstruct Sample {\n  Int size = 3\n}",
      right: "version 1.1\n\nstruct Sample {\n  Int? size\n}"),
    Explanation(
      "wdl.untyped-output", "an output without a type",
      "draft-2 let outputs be listed; later versions declare each.",
      wrong:
        "version 1.0\n\nimport \"tools.wdl\"\n\nworkflow example {\n  call tools.count\n  output {\n    count.lines\n  }\n}",
      right:
        "version 1.0\n\nimport \"tools.wdl\"\n\nworkflow example {\n  call tools.count\n  output {\n    Int lines = count.lines\n  }\n}"
    ),
    Explanation(
      "wdl.misplaced-env", "`env` where no environment is",
      "It makes an input or private declaration of a task a variable of the command's environment.",
      wrong: .workflow("env Int size = 1", .v1_2),
      right: .task("env Int size = 1\ncommand <<<\n  echo $size\n>>>", .v1_2)),
    Explanation(
      "wdl.misplaced-scoped-literal", "a `hints`, `input` or `output` literal outside of hints",
      "They say hints of single inputs and outputs, and stand in a `hints` section.",
      wrong: .task("command <<<>>>\nrequirements {\n  cpu: hints { size: 1 }\n}", .v1_2),
      right: .task("command <<<>>>\nrequirements {\n  cpu: 1\n}", .v1_2)),
    Explanation(
      "wdl.meta-expression", "an expression in metadata",
      "`meta` and `parameter_meta` hold values as JSON has them; nothing is computed there.",
      wrong: .workflow("meta {\n  size: length\n}"), right: .workflow("meta {\n  size: 3\n}")),
    Explanation(
      "wdl.meta-placeholder", "a placeholder in metadata",
      "Texts of metadata stay as they are written.",
      wrong: .workflow("meta {\n  about: \"~{size}\"\n}"), right: .workflow("meta {\n  about: \"size\"\n}")),
    Explanation(
      "wdl.invalid-name", "a name that begins with something else than a letter",
      "Names are letters, digits and `_`, the first a letter.",
      wrong: .workflow("Int _size = 3"), right: .workflow("Int size = 3")),
    Explanation(
      "wdl.reserved-name", "a name that is a word of the language",
      "Words that a later version reserves are a warning in those before.",
      wrong: .workflow("Int scatter = 3"), right: .workflow("Int scattered = 3")),
    Explanation(
      "wdl.duplicate-alias", "a call has two names",
      "`as` stands once.",
      wrong: "version 1.1\n\nimport \"tools.wdl\"\n\nworkflow example {\n  call tools.count as a as b\n}",
      right: "version 1.1\n\nimport \"tools.wdl\"\n\nworkflow example {\n  call tools.count as a\n}"),
    Explanation(
      "wdl.doubled-quantifier", "`?` or `+` stands twice",
      "Once says it.", wrong: .workflow("Int?? size = 3"), right: .workflow("Int? size = 3")),
    Explanation(
      "wdl.misplaced-quantifier", "`?` stands before `+`",
      "`Array[Int]+?` is an array that is not empty, or nothing.",
      wrong: .workflow("Array[Int]?+ sizes = [3]"), right: .workflow("Array[Int]+? sizes = [3]")),
  ]
}
