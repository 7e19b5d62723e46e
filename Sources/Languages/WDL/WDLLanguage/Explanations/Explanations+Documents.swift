extension Explanations {
  /// Of versions, imports and what a document has.
  static let documents = [
    Explanation(
      "wdl.unknown-version", "there is no such version of WDL",
      "There are 1.0, 1.1, 1.2 and 1.3; `development` means the newest, and draft-2 has no `version` statement.",
      wrong: "version 4.0\n\nworkflow example {\n}", right: "version 1.1\n\nworkflow example {\n}"),
    Explanation(
      "wdl.duplicate-version", "a second `version` statement",
      "A document has one, before all else.",
      wrong: "version 1.1\nversion 1.0\n\nworkflow example {\n}", right: "version 1.1\n\nworkflow example {\n}"),
    Explanation(
      "wdl.misplaced-version", "the `version` statement is not the first",
      "Only comments stand before it. A document that begins with something else is read as draft-2.",
      wrong: "import \"tools.wdl\"\nversion 1.1\n\nworkflow example {\n}",
      right: "version 1.1\n\nimport \"tools.wdl\"\n\nworkflow example {\n}"),
    Explanation(
      "wdl.needs-version", "something that came with a later version",
      "Raise the document's version, or write it as the older one has it.",
      wrong: .workflow("Int size = 2 ** 3", .v1_1), right: .workflow("Int size = 2 ** 3", .v1_2)),
    Explanation(
      "wdl.import-version", "documents of different versions import each other",
      """
      Up to 1.2 an imported document should be of the same version (a warning); from 1.3 on it may be of an older one, \
      but not of a newer one or draft-2.
      """,
      wrong: "version 1.0\n\nimport \"tools.wdl\"\n\nworkflow example {\n}",
      right: "version 1.1\n\nimport \"tools.wdl\"\n\nworkflow example {\n}"),
    Explanation(
      "wdl.unreadable-import", "an imported document cannot be read",
      "Paths are looked up from the folder of the document that imports. The message says why it failed.",
      wrong: "version 1.1\n\nimport \"tool.wdl\"\n\nworkflow example {\n}",
      right: "version 1.1\n\nimport \"tools.wdl\"\n\nworkflow example {\n}"),
    Explanation(
      "wdl.faulty-import", "an imported document has errors",
      "Editors say so at the import; `martlet check` says the errors themselves. What needs the document may be wrong, too.",
      wrong: "", right: ""),
    Explanation(
      "wdl.circular-import", "documents import each other in a circle",
      "Put what both need into a third document.",
      wrong: "version 1.1\n\nimport \"example.wdl\"\n\nworkflow example {\n}",
      right: "version 1.1\n\nimport \"tools.wdl\"\n\nworkflow example {\n}"),
    Explanation(
      "wdl.import-placeholder", "the path of an import has a placeholder",
      "Documents are read before anything is computed.",
      wrong: "version 1.1\n\nimport \"~{name}.wdl\"\n\nworkflow example {\n}",
      right: "version 1.1\n\nimport \"tools.wdl\"\n\nworkflow example {\n}"),
    Explanation(
      "wdl.invalid-namespace", "the file name of an imported document is no name",
      "Without `as`, a document goes by its file name without `.wdl`; with a `-` or a space in it nothing can be called.",
      wrong: "version 1.1\n\nimport \"more-tools.wdl\"\n\nworkflow example {\n}",
      right: "version 1.1\n\nimport \"more-tools.wdl\" as more\n\nworkflow example {\n}"),
    Explanation(
      "wdl.duplicate-namespace", "two documents are imported under one name",
      "Without `as`, a document goes by its file name without `.wdl`.",
      wrong: "version 1.1\n\nimport \"tools.wdl\"\nimport \"other/tools.wdl\"\n\nworkflow example {\n}",
      right: "version 1.1\n\nimport \"tools.wdl\"\nimport \"other/tools.wdl\" as more\n\nworkflow example {\n}"),
    Explanation(
      "wdl.several-workflows", "a document has more than one workflow",
      "Import the other from a document of its own.",
      wrong: "version 1.1\n\nworkflow example {\n}\n\nworkflow other {\n}",
      right: "version 1.1\n\nworkflow example {\n}"),
    Explanation(
      "wdl.duplicate-task", "two tasks, or a task and the workflow, have one name",
      "Calls would not know which is meant.",
      wrong: "version 1.1\n\ntask a {\n  command <<<>>>\n}\n\ntask a {\n  command <<<>>>\n}",
      right: "version 1.1\n\ntask a {\n  command <<<>>>\n}\n\ntask b {\n  command <<<>>>\n}"),
  ]
}
