import Hummingbird
import JSONText

/// The document of all that the server answers. `openapi.json` is kept by hand; a test compares it with the routes.
struct OpenAPIRoutes {
  func add(to router: Router<ServerContext>) {
    router.get("openapi.json") { _, _ in Response.text(OpenAPIDocument.text, as: "application/json") }
    // JSON is YAML, too.
    router.get("swagger/cromwell.yaml") { _, _ in Response.text(OpenAPIDocument.text, as: "application/yaml") }
  }
}

enum OpenAPIDocument {
  /// With what stands below two paths told under both.
  static let document: JSONObject = {
    guard var document = (try? JSONParser.parse(PackageResources.openapi_json))?.object,
      var paths = document["paths"]?.object
    else { return JSONObject() }
    for (path, item) in paths where path.hasPrefix("/ga4gh/") {
      paths["/api" + path] = .object(JSONObject((item.object ?? JSONObject()).map { ($0, renamed($1)) }))
    }
    document["paths"] = .object(paths)
    return document
  }()

  static let text = JSONWriter.indented(.object(document))

  /// An operation under a name of its own.
  private static func renamed(_ operation: JSONValue) -> JSONValue {
    guard var members = operation.object, let name = members["operationId"]?.string else { return operation }
    members["operationId"] = .string(name + "OfCromwell")
    return .object(members)
  }
}
