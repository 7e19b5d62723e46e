import JSONText
import Testing

@testable import Server

@Suite struct OpenAPITests {
  @Test func theDocumentNamesEveryRouteAndNoOther() throws {
    let paths = try #require(OpenAPIDocument.document["paths"]?.object)
    let told = paths.flatMap { path, item in
      (item.object ?? JSONObject()).names.filter { $0 != "parameters" }.map { "\($0.uppercased()) \(path)" }
    }
    #expect(told.sorted() == (try ServerFixture().routes).sorted())
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
