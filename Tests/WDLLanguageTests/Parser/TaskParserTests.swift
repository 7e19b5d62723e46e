import SourceText
import Testing
import WDLLanguage

@Suite struct TaskParserTests {
  @Test("A task has all its sections")
  func sections() {
    let text = """
      input {
        Int a
        env String b = "x"
      }
      env Int c = a
      command <<< echo ~{a} >>>
      output { File f = stdout() }
      requirements { container: "x", cpu: 2 }
      hints {
        max_cpu: 4
        inputs: input { a: hints { x: 1 }, b.c: hints { y: 2 } }
        outputs: output { f: hints { z: 3 } }
      }
      meta { author: "y" }
      parameter_meta { a: { help: "z" } }
      """
    #expect(
      Parsing.task(text) == """
        task t
          input Int a
          input env String b = "x"
          private env Int c = a
          command <<<echo ·~{a}
          output File f = stdout()
          requirements {container: "x", cpu: 2}
          hints {max_cpu: 4, inputs: input {a: hints {x: 1}, b.c: hints {y: 2}}, outputs: output {f: hints {z: 3}}}
          meta {author: "y"}
          parameter_meta {a: {help: "z"}}
        """)
  }

  @Test("Words that became keywords later are names before")
  func laterKeywords() {
    let text = """
      input { String hints = "a"  Int requirements = 1  String env = "b"  Int enum = 2  Directory left }
      command { }
      """
    #expect(
      Parsing.task(text, version: "1.0") == """
        task t
          input String hints = "a"
          input Int requirements = 1
          input String env = "b"
          input Int enum = 2
          input Directory left
          command {
        """)
  }

  @Test("In draft-2 a declaration without a value is an input")
  func draft2() {
    #expect(
      Parsing.task("Int a\nString b = \"x\"\ncommand { ${a} }\nruntime { docker: b }", version: "draft-2") == """
        task t
          private Int a
          private String b = "x"
          command {${a}
          runtime {docker: b}
        """)
  }

  @Test("A declaration without a value is refused later")
  func missingValue() {
    #expect(Parsing.task("Int a\ncommand { }", version: "1.0") == "wdl.missing-value: `a` has no value")
  }

  @Test("A task without a command is refused")
  func missingCommand() {
    #expect(Parsing.task("") == "wdl.missing-command: task `t` has no command")
  }

  @Test("A second section is refused, an empty first one counts")
  func duplicates() {
    #expect(
      Parsing.task("command { }\nmeta { }\nmeta { }\ncommand { }")
        == """
        wdl.duplicate-section: there is a second `meta` section
        wdl.duplicate-section: there is a second `command` section
        """)
    #expect(
      Parsing.task("input { }\ncommand { }\ninput { }") == "wdl.duplicate-section: there is a second `input` section")
  }
}
