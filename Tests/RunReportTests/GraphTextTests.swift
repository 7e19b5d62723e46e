import RunReport
import Testing
import WorkflowModel

@Suite struct GraphTextTests {
  private let graph = CallGraph(
    name: "a \"b\"",
    items: [
      .section(
        .scatter("x in [\"1\", \"2\"]"),
        [
          .call(.init(name: "align", task: "bwa")),
          .section(.conditional("if a < b\\"), [.call(.init(name: "qc.run", task: "run"))]),
        ]),
      .call(.init(name: "end", task: "end")),
    ], edges: [.init(from: "align", to: "end"), .init(from: "qc.run", to: "end")])

  @Test func dotQuotesNames() {
    #expect(
      GraphText(graph, notes: ["end": "1 done"]).text(.dot) == #"""
        digraph "a \"b\"" {
          node [shape=box, style=rounded, fontname="Helvetica"];
          graph [fontname="Helvetica", style=rounded, color=gray60];
          subgraph cluster_0 {
            label="scatter x in [\"1\", \"2\"]";
            c0 [label="align (bwa)"];
            subgraph cluster_1 {
              label="if a < b\\";
              style="rounded,dashed";
              c1 [label="run"];
            }
          }
          c2 [label="end\n1 done"];
          c0 -> c2;
          c1 -> c2;
        }

        """#)
  }

  /// `end` by itself would end a section, and quotes, angle brackets and `#` mean something.
  @Test func mermaidHasNoNamesButInQuotes() {
    #expect(
      GraphText(graph).text(.mermaid) == """
        flowchart TD
          subgraph s0 ["scatter x in [#34;1#34;, #34;2#34;]"]
            c0("align (bwa)")
            subgraph s1 ["if a #60; b#92;"]
              c1("run")
            end
          end
          c2("end")
          c0 --> c2
          c1 --> c2
          style s1 stroke-dasharray: 4 4

        """)
  }

  @Test(arguments: [("a.dot", GraphFormat.dot), ("a.GV", .dot), ("a.mmd", .mermaid), ("a.mermaid", .mermaid)])
  func theFormatFollowsTheFilesEnding(_ path: String, _ format: GraphFormat) {
    #expect(GraphFormat(ofFile: path) == format)
    #expect(GraphFormat(ofFile: "a.svg") == nil)
  }
}
