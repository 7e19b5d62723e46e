extension Explanations {
  /// Of `runtime`, `requirements` and `hints`.
  static let tasks = [
    Explanation(
      "wdl.attribute-type", "an attribute has a value of the wrong type",
      "An error in `requirements`, a warning in `runtime`.",
      wrong: .task("input {\n  Array[Int] cores\n}\ncommand <<<>>>\nrequirements {\n  cpu: cores\n}", .v1_2),
      right: .task("input {\n  Int cores\n}\ncommand <<<>>>\nrequirements {\n  cpu: cores\n}", .v1_2)),
    Explanation(
      "wdl.attribute-value", "an attribute has a value that nothing can be made of",
      "The value is written out, so that it is known before anything runs.",
      wrong: .task("command <<<>>>\nruntime {\n  memory: \"plenty\"\n}"),
      right: .task("command <<<>>>\nruntime {\n  memory: \"4 GiB\"\n}")),
    Explanation(
      "wdl.unknown-attribute", "an attribute of `runtime` is probably misspelt",
      "Engines pass over what they do not know, so that the task would run without it. Only near misses are reported.",
      wrong: .task("command <<<>>>\nruntime {\n  memroy: \"4 GiB\"\n}"),
      right: .task("command <<<>>>\nruntime {\n  memory: \"4 GiB\"\n}")),
    Explanation(
      "wdl.computed-hint", "a hint of a workflow is no literal",
      "Hints of a workflow are read before anything is computed. Those of tasks may be computed.",
      wrong: .workflow("input {\n  Boolean open\n}\nhints {\n  allow_nested_inputs: open\n}", .v1_2),
      right: .workflow("hints {\n  allow_nested_inputs: true\n}", .v1_2)),
    Explanation(
      "wdl.unknown-requirement", "there is no such requirement",
      "`requirements` has the attributes that the specification knows; others go into `hints`.",
      wrong: .task("command <<<>>>\nrequirements {\n  memroy: \"2 GiB\"\n}", .v1_2),
      right: .task("command <<<>>>\nrequirements {\n  memory: \"2 GiB\"\n}", .v1_2)),
    Explanation(
      "wdl.duplicate-attribute", "an attribute stands twice",
      "`docker` and `container` are the same. In `runtime` and in metadata the last one counts.",
      wrong: .task("command <<<>>>\nruntime {\n  cpu: 1\n  cpu: 2\n}"),
      right: .task("command <<<>>>\nruntime {\n  cpu: 2\n}")),
    Explanation(
      "wdl.runtime-and-requirements", "a task has both `runtime` and what replaces it",
      "From 1.2 on a task has either `runtime`, or `requirements` and `hints`.",
      wrong: .task("command <<<>>>\nruntime {\n  cpu: 1\n}\nrequirements {\n  memory: \"2 GiB\"\n}", .v1_2),
      right: .task("command <<<>>>\nrequirements {\n  cpu: 1\n  memory: \"2 GiB\"\n}", .v1_2)),
    Explanation(
      "wdl.unknown-hint-target", "hints for an input or output that there is not",
      "The names in `inputs` and `outputs` of a `hints` section are those of the task.",
      wrong: .task(
        "input {\n  File reads\n}\ncommand <<<>>>\nhints {\n  inputs: input {\n    raeds: hints {\n      localization_optional: true\n    }\n  }\n}",
        .v1_2),
      right: .task(
        "input {\n  File reads\n}\ncommand <<<>>>\nhints {\n  inputs: input {\n    reads: hints {\n      localization_optional: true\n    }\n  }\n}",
        .v1_2)),
  ]
}
