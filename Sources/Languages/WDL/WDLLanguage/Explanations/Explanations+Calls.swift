extension Explanations {
  /// Of calls and what they are given.
  static let calls = [
    Explanation(
      "wdl.unknown-call", "there is no such call",
      "`after` and the outputs of draft-2 name calls of the same workflow, by their alias where they have one.",
      wrong: "version 1.1\n\nimport \"tools.wdl\"\n\nworkflow example {\n  call tools.count after first\n}",
      right:
        "version 1.1\n\nimport \"tools.wdl\"\n\nworkflow example {\n  call tools.count as first\n  call tools.count after first\n}"
    ),
    Explanation(
      "wdl.unknown-input", "a call is given an input that its task or workflow does not have",
      "Private declarations are no inputs; move them into the `input` section if they shall be set.",
      wrong: "version 1.1\n\nimport \"tools.wdl\"\n\nworkflow example {\n  call tools.cut { input: widht = 3 }\n}",
      right: "version 1.1\n\nimport \"tools.wdl\"\n\nworkflow example {\n  call tools.cut { input: width = 3 }\n}"),
    Explanation(
      "wdl.missing-input", "a call lacks an input that is needed",
      """
      In 1.0 whoever runs the workflow may give it. From 1.1 on the workflow must say so: `allowNestedInputs: true` in \
      its `meta`, or `allow_nested_inputs` in `hints`.
      """,
      wrong: "version 1.2\n\nimport \"tools.wdl\"\n\nworkflow example {\n  call tools.cut\n}",
      right: "version 1.2\n\nimport \"tools.wdl\"\n\nworkflow example {\n  call tools.cut { width = 3 }\n}"),
    Explanation(
      "wdl.duplicate-input", "a call is given an input twice",
      "One of the two would be lost.",
      wrong:
        "version 1.1\n\nimport \"tools.wdl\"\n\nworkflow example {\n  call tools.cut { input: width = 3, width = 4 }\n}",
      right: "version 1.1\n\nimport \"tools.wdl\"\n\nworkflow example {\n  call tools.cut { input: width = 3 }\n}"),
    Explanation(
      "wdl.recursive-call", "a workflow calls itself",
      "It would never end. Repetition is a scatter.",
      wrong: .workflow("call example"), right: .workflow("scatter (i in range(3)) {\n  Int size = i\n}")),
  ]
}
