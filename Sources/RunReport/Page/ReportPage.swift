import Digest
import WorkflowEngine

/// A report as one page of HTML that needs nothing else: no network, no other file.
///
/// Names in it come from workflows and are taken for hostile: the data is JSON in which no `<` stands, the script makes
/// texts of it and never markup, and the page's policy lets no other script run and no host be asked.
package struct ReportPage {
  private let run: ReportedRun
  private let heading: ReportHeading
  private let holding: Holding

  /// - Parameter holding: of a run that has no end.
  package init(of run: ReportedRun, _ heading: ReportHeading, holding: Holding = .left) {
    self.run = run
    self.heading = heading
    self.holding = holding
  }

  /// - Parameter now: milliseconds since 1970.
  package func html(now: Int64) -> [UInt8] {
    let style = Self.style
    let script = Self.parts + PackageResources.main_js
    var html = Self.bytes(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'; \
      script-src '\(Self.source(of: script))'; style-src '\(Self.source(of: style))'">
      <title>\(Self.escaped("\(run.name) – martlet"))</title>
      <style>
      """)
    html += style
    html += Self.bytes("</style>\n</head>\n<body>\n<noscript>This report is drawn by a script in this page. ")
    html += Self.bytes("Without it, <code>martlet status</code> tells the same of a run.</noscript>\n")
    html += Self.bytes("<script type=\"application/json\" id=\"data\">")
    Self.append(ReportData.json(of: run, heading, state: state, now: now), to: &html)
    html += Self.bytes("</script>\n<script>")
    html += script
    return html + Self.bytes("</script>\n</body>\n</html>\n")
  }

  private var state: String {
    switch run.end {
    case .succeeded?: "succeeded"
    case .failed?: "failed"
    case .cancelled?: "cancelled"
    case nil: holding.rawValue
    }
  }

  /// How the parts of the page look.
  package static var style: [UInt8] { PackageResources.page_css }

  /// A script with the parts that draw a ``ReportData``, which a page puts together.
  package static var parts: [UInt8] {
    let scripts = [
      PackageResources.model_js, PackageResources.elements_js, PackageResources.summary_js,
      PackageResources.timeline_js, PackageResources.resources_js, PackageResources.troubles_js,
      PackageResources.tasks_js, PackageResources.graph_js, PackageResources.filter_js,
    ]
    return Array("\"use strict\";\n".utf8) + scripts.joined()
  }

  /// How a policy names what it allows: by its SHA-256.
  private static func source(of text: [UInt8]) -> String {
    "sha256-" + Base64.encode(SHA256.digest(of: text))
  }

  /// JSON for an element of HTML, which ends where `</script` stands and changes its meaning at `<!--`.
  private static func append(_ json: [UInt8], to html: inout [UInt8]) {
    html.reserveCapacity(html.count + json.count + (32 << 10))
    for byte in json {
      if byte == UInt8(ascii: "<") { html.append(contentsOf: "\\u003c".utf8) } else { html.append(byte) }
    }
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
}
