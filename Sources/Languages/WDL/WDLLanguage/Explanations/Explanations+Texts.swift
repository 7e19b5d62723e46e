extension Explanations {
  /// Of characters, numbers, strings and nesting.
  static let texts = [
    Explanation(
      "wdl.unexpected-token", "something else should stand here",
      "The message says what was expected and what was found; the mistake may stand a little before the place.",
      wrong: .workflow("Int size = [1, 2"), right: .workflow("Array[Int] sizes = [1, 2]")),
    Explanation(
      "wdl.unexpected-end", "the document ends in the middle of something",
      "Mostly it was cut, or an editor had not saved all of it.",
      wrong: "version 1.1\n\nworkflow", right: .workflow("Int size = 3")),
    Explanation(
      "wdl.unclosed-brace", "a `{` has no `}`",
      "The place is where it opens. Where the `}` is missing, the indentation shows best.",
      wrong: "version 1.1\n\nworkflow example {\n  Int size = 3", right: .workflow("Int size = 3")),
    Explanation(
      "wdl.unclosed-string", "a string is not closed",
      "A quoted string ends on its line. From 1.2 on a text of several lines stands between `<<<` and `>>>`.",
      wrong: .workflow("String name = \"Ada"), right: .workflow("String name = \"Ada\"")),
    Explanation(
      "wdl.unclosed-command", "a command is not closed",
      "`command <<<` ends with `>>>`, `command {` with `}`.",
      wrong: .task("command <<<\n  echo hello"), right: .task("command <<<\n  echo hello\n>>>")),
    Explanation(
      "wdl.unknown-escape", "a backslash before a character that it does nothing to",
      "Regular expressions need two: the first is the string's, the second that of the expression.",
      wrong: .workflow("String name = sub(\"a.bam\", \"\\.bam\", \"\")"),
      right: .workflow("String name = sub(\"a.bam\", \"\\\\.bam\", \"\")")),
    Explanation(
      "wdl.malformed-escape", "an escape by number that names no character",
      "`\\x` takes two hexadecimal digits, `\\u` four, `\\U` eight.",
      wrong: .workflow("String letter = \"\\x4z\""), right: .workflow("String letter = \"\\x4a\"")),
    Explanation(
      "wdl.malformed-number", "digits that are no number",
      "A number that begins with `0` is octal, one with `0x` hexadecimal.",
      wrong: .workflow("Int size = 08"), right: .workflow("Int size = 8")),
    Explanation(
      "wdl.integer-overflow", "a number that does not fit into an Int",
      "An Int has 64 bits: its greatest value is 9223372036854775807. A Float may be larger.",
      wrong: .workflow("Int size = 9223372036854775808"), right: .workflow("Int size = 9223372036854775807")),
    Explanation(
      "wdl.float-overflow", "a number that does not fit into a Float",
      "A Float is of double precision (IEEE 754), up to about 1.8e308.",
      wrong: .workflow("Float size = 1e999"), right: .workflow("Float size = 1e99")),
    Explanation(
      "wdl.empty-placeholder", "a placeholder without an expression",
      "In a command between braces, write a variable of the shell with braces in a command between `<<<` and `>>>`.",
      wrong: .workflow("String name = \"~{}\""), right: .workflow("String name = \"~{1 + 2}\"")),
    Explanation(
      "wdl.unknown-placeholder-option", "a placeholder option that there is not",
      "There are `sep=`, `true=` with `false=`, and `default=`.",
      wrong: .workflow("String line = \"~{spe=',' [1, 2]}\""), right: .workflow("String line = \"~{sep=',' [1, 2]}\"")),
    Explanation(
      "wdl.mixed-indentation", "a command indented by tabs here and spaces there",
      "Common indentation is taken off a command; of tabs and spaces mixed there is none, and all of it stays.",
      wrong: .task("command <<<\n    echo a\n\techo b\n>>>"), right: .task("command <<<\n    echo a\n    echo b\n>>>")),
    Explanation(
      "wdl.not-utf8", "the document is not UTF-8",
      "WDL is written in UTF-8. `iconv -f latin1 -t utf-8` turns older texts into it.",
      wrong: "", right: ""),
    Explanation(
      "wdl.byte-order-mark", "the document begins with a byte order mark",
      "Some editors write it; other engines may stumble over it. Save as UTF-8 without it.",
      wrong: "\u{FEFF}version 1.1\n\nworkflow example {\n}", right: "version 1.1\n\nworkflow example {\n}"),
    Explanation(
      "wdl.too-deep", "something is nested too deeply, or too long",
      "Expressions and sections within each other are limited, so that no document can exhaust the memory. Name parts.",
      wrong: "", right: ""),
  ]
}
