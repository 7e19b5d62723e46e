/// Documents to damage, and fragments to damage them with.
package struct FuzzCorpus: Sendable {
  package struct Seed: Sendable {
    package let name: String
    package let bytes: [UInt8]
    package let pieces: DocumentPieces
  }

  package private(set) var seeds: [Seed]

  package init(_ documents: [(name: String, bytes: [UInt8])]) {
    seeds = documents.map { Seed(name: $0.name, bytes: $0.bytes, pieces: DocumentPieces($0.bytes)) }
  }

  /// The documents that come with the project.
  package static let builtIn = FuzzCorpus(
    texts.enumerated().map { (name: "built-in \($0.offset)", bytes: Array($0.element.utf8)) })

  package static let fragments = [
    "{", "}", "(", ")", "[", "]", "\"", "'", "<<<", ">>>", "~{", "${", "\\", "\\x4", "\n", "#", ",", ":", "=", "==",
    "+",
    "-", "**", "*", ".", "?", "0x", "099", "1e", "99999999999999999999", "if ", " then ", " else ", "object {",
    "hints {",
    "input", "output {", "task t {", "workflow w {", "struct S {", "enum E {", "import \"x\"\n", "version 1.1\n",
    "command {", "command <<<", "call x ", "scatter (", "after y", "alias A as B", "env ", "Array[", "Map[String, ",
    "sep=",
    "default=", "sub(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"(a+)+$\", \"\")", "read_json(\"x\")", "é", "\u{FEFF}",
    "\r\n", "\t", "meta {", "None", "\u{202E}", "\u{0}", "\u{1F9EC}", "\u{FEFF}", "-9223372036854775808", "1e308",
    "#@ except: UnusedInput\n", "# martlet: allow(wdl.unused-input)\n", "select_first([", "range(", "else {", "as ",
    "left", "requirements {", "\"~{\"~{", "runtime {",
  ]
  package static let texts = [
    """
    version 1.3
    import "a.wdl" as a alias X as Y
    enum Color[String] { Red = "r", Green = "g" }
    struct S { String a  Array[Int]+? b  meta { x: [1, {y: null}] } }
    task t {
      input { Int n = 0x1F  env String e = 'x\\n~{n}' }
      Map[String, Int] m = {"a": 1, "b": n ** 2}
      command <<<
        echo ~{sep=', ' [1, 2]} ~{if n > 1 then "a" else '~{e}'} \\
          ${HOME} \\>>> done
      >>>
      output { File f = "out"  S s = S { a: "b" } }
      requirements { container: ["a", "b"] cpu: 2 }
      hints { inputs: input { n: hints { x: 1 }, s.a: hints { y: 2 } } }
    }
    """,
    """
    version 1.0
    workflow w {
      input { Array[File] files  Boolean? flag = true }
      scatter (f in files) { call lib.t as u { input: file = f, n = length(files) - 1 } }
      if (defined(flag) && !(select_first([flag]))) { call v { input: x = object { a: 1, b: (2, "c") } } }
      Float x = 1.5e3 * -.5 % 2
      output { Array[Int] o = u.n  String s = "a" + 'b' + w.left.right[0] }
      meta { author: "me" keywords: ["a"] }
      parameter_meta { files: { help: "h" } }
    }
    """,
    """
    task old {
      File f
      String? s
      command { cat ${f} ${default="x" s} ${true='a' false="b" c} }
      runtime { docker: "u" memory: "1 GB" }
      output { Array[Array[String]] t = read_tsv(stdout()) }
    }
    workflow w { call old { input: f = "a" } call old as o2 output { old.* o2.t } }
    """,
    """
    version 1.2
    workflow m {
      String s = <<<
        a \\
          b
          ~{x}
      >>>
      call t { a, b = <<<x>>> }
      call u after t
    }
    """,
  ]
}
