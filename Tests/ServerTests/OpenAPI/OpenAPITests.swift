import JSONText
import Testing

@testable import Server

@Suite struct OpenAPITests {
  @Test func theDocumentNamesEveryRouteAndNoOther() throws {
    let paths = try #require(OpenAPIDocument.document["paths"]?.object)
    let told = paths.flatMap { path, item in
      (item.object ?? JSONObject()).names.filter { $0 != "parameters" }.map { "\($0.uppercased()) \(path)" }
    }
    // The page's own files are no interface.
    let interface = try ServerFixture().routes.filter { route in
      ["/api/", "/ga4gh/", "/engine/"].contains { route.contains(" \($0)") } || told.contains(route)
    }
    #expect(told.sorted() == interface.sorted())
  }

  @Test func everyReferenceLeadsSomewhere() throws {
    var waiting = [JSONValue.object(OpenAPIDocument.document)]
    while let value = waiting.popLast() {
      waiting += value.array ?? value.object?.values ?? []
      guard let reference = value["$ref"]?.string else { continue }
      let target = reference.split(separator: "/").dropFirst().reduce(JSONValue.object(OpenAPIDocument.document)) {
        $0[String($1)] ?? .null
      }
      #expect(target.object != nil, "\(reference)")
    }
  }
}
