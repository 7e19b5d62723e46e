import SourceText
import Testing
import WDLLanguage

/// Documents that were damaged at random: reading them ends, and finds them faulty or finds something in them.
@Suite struct MutationTests {
  @Test("No damage makes the parser crash or hang", arguments: 1...8)
  func damaged(seed: UInt64) {
    var mutator = Mutator(seed: seed)
    for _ in 0..<500 {
      let bytes = mutator.mutate(Mutator.seeds[mutator.below(Mutator.seeds.count)])
      let parsed = WDLParser.parse(SourceFile(name: "damaged", bytes: bytes))
      let document = parsed.document
      let isSomething =
        !document.tasks.isEmpty || !document.workflows.isEmpty || !document.structs.isEmpty
        || !document.enums.isEmpty || !document.imports.isEmpty || document.versionSpan != nil
      #expect(isSomething || !parsed.diagnostics.isEmpty || isBlank(bytes), "\(String(decoding: bytes, as: UTF8.self))")
      for diagnostic in parsed.diagnostics { check(diagnostic, bytes.count) }
    }
  }

  private func check(_ diagnostic: Diagnostic, _ count: Int) {
    #expect(diagnostic.span.start >= 0 && diagnostic.span.end <= count)
    #expect(!DiagnosticRenderer.render(diagnostic).isEmpty)
  }

  private func isBlank(_ bytes: [UInt8]) -> Bool {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n").allSatisfy { line in
      line.allSatisfy(\.isWhitespace) || line.first { !$0.isWhitespace } == "#"
    }
  }
}

/// Damages texts in ways that grammars mind: by pieces of the language, not only by bytes.
struct Mutator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func below(_ limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 11) % max(1, limit)
  }

  mutating func mutate(_ text: String) -> [UInt8] {
    var bytes = Array(text.utf8)
    for _ in 0...below(6) {
      let start = below(bytes.count + 1)
      let end = min(bytes.count, start + below(12))
      switch below(6) {
      case 0: bytes.removeSubrange(start..<end)
      case 1: bytes.insert(contentsOf: Self.pieces[below(Self.pieces.count)].utf8, at: start)
      case 2: bytes.replaceSubrange(start..<end, with: Self.pieces[below(Self.pieces.count)].utf8)
      case 3: bytes.insert(contentsOf: bytes[start..<end], at: below(bytes.count + 1))
      case 4: if start < bytes.count { bytes[start] = UInt8(truncatingIfNeeded: below(256)) }
      default: bytes.removeSubrange(max(start, bytes.count / 2)...)
      }
    }
    return bytes
  }

  static let pieces = [
    "{", "}", "(", ")", "[", "]", "\"", "'", "<<<", ">>>", "~{", "${", "\\", "\\x4", "\n", "#", ",", ":", "=", "==",
    "+",
    "-", "**", "*", ".", "?", "0x", "099", "1e", "99999999999999999999", "if ", " then ", " else ", "object {",
    "hints {",
    "input", "output {", "task t {", "workflow w {", "struct S {", "enum E {", "import \"x\"\n", "version 1.1\n",
    "command {", "command <<<", "call x ", "scatter (", "after y", "alias A as B", "env ", "Array[", "Map[String, ",
    "sep=",
    "default=", "é", "\u{FEFF}", "\r\n", "\t", "meta {", "None", "\"~{\"~{", "runtime {",
  ]

  static let seeds = [
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
