import RunReport
import Testing
import WorkflowModel

@Suite struct ReportPageTests {
  private func html(_ heading: ReportHeading = ReportHeading()) -> String {
    String(decoding: ReportPage(of: Sample.run, heading).html(now: Sample.begun + 100_000), as: UTF8.self)
  }

  @Test func namesOfAWorkflowNeverBecomeMarkup() {
    #expect(html().components(of: "<script").count == 3)
    #expect(html().components(of: "</script").count == 3)
    #expect(html().range(of: "<script>alert") == nil)
    #expect(html().range(of: "\\u003c/script>\\u003cscript>alert(1)") != nil)
  }

  @Test func thePageAsksNoHost() {
    #expect(html().range(of: "default-src 'none'") != nil)
    #expect(html().range(of: "src=") == nil)
    #expect(html().range(of: "@import") == nil)
  }

  @Test func costsAreThereOnlyWhenTheyAreKnown() {
    #expect(html().range(of: "\"costs\":{") == nil)
    var heading = ReportHeading()
    heading.costs = ReportedCosts(currency: "USD", total: "1.50", calls: ["align": "1.50"])
    let costs = "\"costs\":{\"currency\":\"USD\",\"total\":\"1.50\",\"calls\":{\"align\":\"1.50\"}}"
    #expect(html(heading).range(of: costs) != nil)
  }
}

extension String {
  /// The parts between the places where a text stands.
  fileprivate func components(of needle: String) -> [Substring] {
    split(separator: needle, omittingEmptySubsequences: false)
  }
}
