extension Explanations {
  /// Of what names stand for.
  static let names = [
    Explanation(
      "wdl.unknown-name", "nothing has that name here",
      "Names of a task are not seen in workflows, and those in a scatter or `if` only as arrays or optional outside.",
      wrong: .workflow("Int size = 3\nInt next = sise + 1"), right: .workflow("Int size = 3\nInt next = size + 1")),
    Explanation(
      "wdl.duplicate-name", "one name stands for two things",
      """
      Every name in a task or workflow stands for one thing; those in scatters and conditionals are seen outside, too. \
      Outputs with the names of inputs, which Cromwell allows, are a warning.
      """,
      wrong: .workflow("Int size = 3\nInt size = 4"), right: .workflow("Int size = 3\nInt other = 4")),
    Explanation(
      "wdl.unknown-namespace", "nothing is imported under that name",
      "A document is imported as its file name without `.wdl`, or as what stands after `as`.",
      wrong: "version 1.1\n\nimport \"tools.wdl\"\n\nworkflow example {\n  call tool.count\n}",
      right: "version 1.1\n\nimport \"tools.wdl\"\n\nworkflow example {\n  call tools.count\n}"),
    Explanation(
      "wdl.unknown-callable", "there is no such task or workflow",
      "Those of imported documents are called with their namespace: `call tools.count`.",
      wrong: "version 1.1\n\nimport \"tools.wdl\"\n\nworkflow example {\n  call count\n}",
      right: "version 1.1\n\nimport \"tools.wdl\"\n\nworkflow example {\n  call tools.count\n}"),
    Explanation(
      "wdl.unknown-function", "there is no such function",
      "The functions are those of the standard library of the document's version.",
      wrong: .workflow("Int size = lenght([1])"), right: .workflow("Int size = length([1])")),
    Explanation(
      "wdl.not-a-function", "something else than a function is applied",
      "Only functions of the standard library are; tasks are called.",
      wrong: .workflow("Int size = \"x\"(1)"), right: .workflow("Int size = length([1])")),
    Explanation(
      "wdl.unknown-member", "there is no such member",
      "Structs have the members that they declare, pairs `left` and `right`, calls their outputs. What an object literal has beyond the struct that it becomes is left out, with a warning.",
      wrong: .workflow("Pair[Int, Int] both = (1, 2)\nInt third = both.third"),
      right: .workflow("Pair[Int, Int] both = (1, 2)\nInt second = both.right")),
    Explanation(
      "wdl.circular-dependency", "values need each other",
      "What is declared may use what is declared later, but one of a circle must be known without the others.",
      wrong: .workflow("Int a = b + 1\nInt b = a + 1"), right: .workflow("Int a = 1\nInt b = a + 1")),
    Explanation(
      "wdl.unknown-parameter-meta", "`parameter_meta` describes what there is not",
      "Its entries have the names of inputs and outputs, or of a struct's members.",
      wrong: .workflow("input {\n  Int size\n}\nparameter_meta {\n  sise: \"how many\"\n}"),
      right: .workflow("input {\n  Int size\n}\nparameter_meta {\n  size: \"how many\"\n}")),
    Explanation(
      "wdl.task-variable", "the `task` variable is not there",
      "It is in commands and outputs from 1.2 on, and in requirements, hints and runtime from 1.3 on.",
      wrong: .task("String name = task.name\ncommand <<<\n  echo ~{name}\n>>>", .v1_2),
      right: .task("command <<<\n  echo ~{task.name}\n>>>", .v1_2)),
  ]
}
