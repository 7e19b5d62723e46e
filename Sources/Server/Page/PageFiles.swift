import Digest
import HTTPTypes
import Hummingbird
import NIOCore
import RunReport

/// The files that the page is made of, as they travel in the program.
///
/// Its policy lets no script run but these, and nothing be asked but this server.
enum PageFiles {
  private struct File {
    let path: String
    let type: String
    let bytes: [UInt8]
  }

  private static let script = "text/javascript; charset=utf-8"
  private static let style = "text/css; charset=utf-8"

  static let paths = Set(files.map(\.path))

  private static var files: [File] {
    let scripts = [
      ("app", PackageResources.app_js), ("server", PackageResources.server_js), ("runs", PackageResources.runs_js),
      ("run", PackageResources.run_js), ("call", PackageResources.call_js), ("log", PackageResources.log_js),
      ("files", PackageResources.files_js), ("values", PackageResources.values_js),
      ("dialog", PackageResources.dialog_js), ("report", ReportPage.parts),
    ]
    return [
      File(path: "", type: "text/html; charset=utf-8", bytes: PackageResources.index_html),
      File(path: "page/app.css", type: style, bytes: PackageResources.app_css),
      File(path: "page/report.css", type: style, bytes: ReportPage.style),
      File(path: "page/icon.svg", type: "image/svg+xml", bytes: PackageResources.icon_svg),
    ] + scripts.map { File(path: "page/\($0).js", type: script, bytes: $1) }
  }

  static let policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    + "form-action 'none'; frame-ancestors 'none'"

  static func add(to router: some RouterMethods<ServerContext>) {
    for file in files {
      let tag = "\"\(Hexadecimal.encode(Array(SHA256.digest(of: file.bytes).prefix(12))))\""
      let body = ByteBuffer(bytes: file.bytes)
      router.get(RouterPath(file.path)) { request, _ in
        var response = Response.tagged(tag, of: request) { (ResponseBody(byteBuffer: body), file.type) }
        response.headers[.contentSecurityPolicy] = policy
        response.headers[named: "Referrer-Policy"] = "no-referrer"
        return response
      }
    }
  }
}

extension Response {
  /// An answer that is not sent again to whoever has it.
  static func tagged(_ tag: String, of request: Request, _ make: () throws -> (ResponseBody, String)) rethrows
    -> Response
  {
    var headers: HTTPFields = [.eTag: tag, .cacheControl: "no-cache", .xContentTypeOptions: "nosniff"]
    if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: headers) }
    let (body, type) = try make()
    headers[.contentType] = type
    return Response(status: .ok, headers: headers, body: body)
  }

  /// JSON by whose content it is known whether it is another than before.
  static func tagged(_ json: String, of request: Request) -> Response {
    let tag = "\"\(SHA256.hexadecimal(of: json).prefix(24))\""
    return tagged(tag, of: request) { (ResponseBody(byteBuffer: ByteBuffer(string: json)), "application/json") }
  }
}
