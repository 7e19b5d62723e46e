extension Explanations {
  /// What is allowed but seldom meant.
  static let lints = [
    Explanation(
      "wdl.unused-input", "an input is not used by its task or workflow",
      """
      Whoever runs it can set the input, and nothing changes: mostly a misspelt or forgotten placeholder. Inputs that \
      are or hold files are not reported, since an index is found beside the file that it belongs to.
      """,
      wrong: .task(
        "input {\n  Int threads\n}\ncommand <<<\n  sort --parallel=4 reads.txt\n>>>\nruntime { container: \"debian:12\" }"
      ),
      right: .task(
        """
        input {
          Int threads
        }
        command <<<
          sort --parallel=~{threads} reads.txt
        >>>
        runtime { container: "debian:12" }
        """)),
    Explanation(
      "wdl.unused-declaration", "nothing uses a private declaration",
      "The value is computed for nothing, or something else was meant where it should stand.",
      wrong: .workflow("Int size = 3\noutput {\n  Int doubled = 6\n}"),
      right: .workflow("Int size = 3\noutput {\n  Int doubled = size * 2\n}")),
    Explanation(
      "wdl.unused-call", "nothing uses what a call gives",
      """
      Its task runs, costs time and money, and nobody sees the result. Calls without outputs, and calls that others wait \
      for by `after`, are not reported; nor are workflows that have no `output` section.
      """,
      wrong:
        "version 1.1\n\nimport \"tools.wdl\"\n\nworkflow example {\n  call tools.count\n  output {\n    Int lines = 3\n  }\n}",
      right:
        "version 1.1\n\nimport \"tools.wdl\"\n\nworkflow example {\n  call tools.count\n  output {\n    Int lines = count.lines\n  }\n}"
    ),
    Explanation(
      "wdl.needless-call", "a function is asked what is known already",
      "`defined`, `select_first` and `select_all` are for what may be `None`. Mostly a `?` was forgotten.",
      wrong: .workflow("input {\n  Int size\n}\noutput {\n  Boolean known = defined(size)\n}"),
      right: .workflow("input {\n  Int? size\n}\noutput {\n  Boolean known = defined(size)\n}")),
    Explanation(
      "wdl.empty-section", "a scatter, a conditional or a struct in which nothing stands",
      "It does nothing; mostly something was forgotten, or commented out.",
      wrong: .workflow("scatter (i in [1, 2]) {\n}"), right: .workflow("scatter (i in [1, 2]) {\n  Int size = i\n}")),
    Explanation(
      "wdl.empty-document", "a document in which nothing stands",
      "It has no task, workflow, struct or import. Mostly it was cut, or an editor had not saved it.",
      wrong: "version 1.1", right: "version 1.1\n\nworkflow example {\n}"),
    Explanation(
      "wdl.shell-variable", "`${…}` in a command names an input, but is a variable of the shell",
      """
      Between `<<<` and `>>>` only `~{…}` is a placeholder; `${…}` is left to the shell, which has no such variable. It is \
      reported where the command says the name nowhere else.
      """,
      wrong: .task("input {\n  String name\n}\ncommand <<<\n  echo ${name}\n>>>"),
      right: .task("input {\n  String name\n}\ncommand <<<\n  echo ~{name}\n>>>")),
    Explanation(
      "wdl.host-path", "the default of an input is a path of one machine",
      "Elsewhere the file is not there, or is another.",
      wrong: .workflow("input {\n  File reference = \"/data/reference.fa\"\n}"),
      right: .workflow("input {\n  File reference\n}")),
    Explanation(
      "wdl.mutable-container", "an image without a version",
      "Without a tag, or as `latest`, what the task runs in changes from one day to the next, and its results with it.",
      wrong: .task("command <<<>>>\nruntime {\n  container: \"debian:latest\"\n}"),
      right: .task("command <<<>>>\nruntime {\n  container: \"debian:12\"\n}")),
    Explanation(
      "wdl.unused-import", "nothing of an imported document is used",
      "The import costs reading and checking a document, and readers look for what it is there for.",
      wrong: "version 1.1\n\nimport \"tools.wdl\"\n\nworkflow example {\n}",
      right: "version 1.1\n\nimport \"tools.wdl\"\n\nworkflow example {\n  call tools.count\n}"),
    Explanation(
      "wdl.unreachable-clause", "a clause or branch of an `if` is never taken",
      "Its condition is always false, or that of a clause before it always true.",
      wrong: .workflow("if (false) {\n  Int size = 3\n}\noutput {\n  Int? found = size\n}"),
      right: .workflow(
        "input {\n  Boolean wanted = false\n}\nif (wanted) {\n  Int size = 3\n}\noutput {\n  Int? found = size\n}")),
    Explanation(
      "wdl.shadowing-name", "a value has the name of a type, or a call that of another task",
      "It is allowed, but readers take the one for the other.",
      wrong:
        "version 1.1\n\nstruct Sample {\n  Int size\n}\n\nworkflow example {\n  input {\n    Int Sample\n  }\n  output {\n    Int size = Sample\n  }\n}",
      right:
        "version 1.1\n\nstruct Sample {\n  Int size\n}\n\nworkflow example {\n  input {\n    Int sample\n  }\n  output {\n    Int size = sample\n  }\n}"
    ),
    Explanation(
      "wdl.missing-container", "a task names no container",
      """
      It runs with what the machine happens to have, or with the default of the environment. With a container it runs \
      alike everywhere.
      """,
      wrong: .task("command <<<\n  samtools --version\n>>>"),
      right: .task(
        "command <<<\n  samtools --version\n>>>\nruntime {\n  container: \"quay.io/biocontainers/samtools:1.21--h50ea8bc_0\"\n}"
      )),
    Explanation(
      "wdl.deprecated-object", "`Object` is deprecated since 1.1",
      "An object has any members, so that a misspelt one is found only when it runs. A struct says which there are.",
      wrong: .workflow("output {\n  Object sample = object { size: 3 }\n}"),
      right:
        "version 1.1\n\nstruct Sample {\n  Int size\n}\n\nworkflow example {\n  output {\n    Sample sample = Sample { size: 3 }\n  }\n}"
    ),
    Explanation(
      "wdl.deprecated-runtime", "`runtime` and its older names are deprecated since 1.2",
      "`requirements` says what a task needs and `hints` what may help it; an engine may ignore only the latter.",
      wrong: .task("command <<<>>>\nruntime {\n  docker: \"debian:12\"\n}", .v1_2),
      right: .task("command <<<>>>\nrequirements {\n  container: \"debian:12\"\n}", .v1_2)),
    Explanation(
      "wdl.deprecated-placeholder", "placeholders with `$` are deprecated since 1.2",
      "Shells have variables of the same form; `~{…}` is taken for one by nobody.",
      wrong: .workflow("input {\n  String name\n}\noutput {\n  String greeting = \"hello ${name}\"\n}", .v1_2),
      right: .workflow("input {\n  String name\n}\noutput {\n  String greeting = \"hello ~{name}\"\n}", .v1_2)),
    Explanation(
      "wdl.deprecated-placeholder-option", "`sep=`, `true=`, `false=` and `default=` are deprecated since 1.1",
      "They will be removed in WDL 2.0. Functions and `if … then … else …` do the same.",
      wrong: .workflow("input {\n  Array[String] names\n}\noutput {\n  String line = \"~{sep=\" \" names}\"\n}"),
      right: .workflow("input {\n  Array[String] names\n}\noutput {\n  String line = sep(\" \", names)\n}")),
    Explanation(
      "wdl.unknown-lint", "a comment turns off what there is not",
      "`# martlet: allow(…)` takes the ids of diagnostics; `martlet explain` lists them.",
      wrong: .workflow("# martlet: allow(wdl.unused-inputs)\ninput {\n  Int size\n}"),
      right: .workflow("# martlet: allow(wdl.unused-input)\ninput {\n  Int size\n}")),
  ]
}
