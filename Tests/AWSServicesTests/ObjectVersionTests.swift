import AWSClient
import Testing

@testable import AWSServices

@Suite struct ObjectVersionTests {
  private static let first = """
    <ListVersionsResult><IsTruncated>true</IsTruncated><NextKeyMarker>a%20b</NextKeyMarker>\
    <NextVersionIdMarker>v1</NextVersionIdMarker>\
    <Version><Key>a%20b</Key><VersionId>v2</VersionId><Size>7</Size></Version>\
    <DeleteMarker><Key>gone</Key><VersionId>null</VersionId></DeleteMarker></ListVersionsResult>
    """
  private static let last = "<ListVersionsResult><IsTruncated>false</IsTruncated></ListVersionsResult>"

  @Test func versionsAndMarksOfDeletedObjectsAreListedPageByPage() async throws {
    let transport = InMemoryTransport { received in
      let isLater = received.request.url.description.contains("key-marker")
      return HTTPResponse(
        status: 200, fields: HTTPFields(), body: HTTPResponseBody(Array((isLater ? Self.last : Self.first).utf8)))
    }
    let configuration = AWSConfiguration(
      region: "us-east-1", credentials: StaticCredentials(accessKeyID: "a", secretAccessKey: "s"), transport: transport,
      retry: .never)
    var found: [ListObjectVersionsResponse.Version] = []
    let pages = S3Client(configuration).listObjectVersionsPages(ListObjectVersionsRequest(bucket: "bucket"))
    for try await page in pages { found += page.versions }
    #expect(found.map(\.key) == ["a b", "gone"])
    #expect(found.map(\.versionId) == ["v2", "null"])
    #expect(found.map(\.size) == [7, 0])
    #expect(found.map(\.isDeleteMarker) == [false, true])
    #expect(transport.received.count == 2)
    let asked = transport.received[1].request.url.description
    #expect(asked.contains("key-marker=a%20b") && asked.contains("version-id-marker=v1"))
  }
}
