import Digest
import Testing

@testable import AWSClient

@Suite struct URLTests {
  @Test(arguments: [
    ("http://host", "http://host/"), ("https://host:443/a%20b?x=1&y", "https://host/a%20b?x=1&y="),
    ("http://[::1]:8080/p", "http://[::1]:8080/p"), ("HTTP://host:81?q=a+b%2B", "http://host:81/?q=a%20b%2B"),
    ("https://user:pass@host/p#fragment", "https://host/p"),
  ]) func aURLIsReadAndWritten(_ text: String, _ expected: String) {
    #expect(HTTPURL(text)?.description == expected)
  }

  @Test(arguments: ["", "host", "ftp://host", "http://", "http://host:x", "http://host:99999", "http://[::1"])
  func whatIsNoURLIsRefused(_ text: String) { #expect(HTTPURL(text) == nil) }

  @Test func fieldsAreFoundWithoutRegardToCase() {
    var fields: HTTPFields = ["ETag": "a", "x-other": "b"]
    #expect(fields["etag"] == "a")
    fields["ETAG"] = "c"
    #expect(fields["ETag"] == "c" && fields.fields.count == 2)
    fields["etag"] = nil
    #expect(fields.fields.map(\.name) == ["x-other"])
  }

  @Test func proxiesAreTakenFromTheEnvironment() throws {
    let proxies = ProxySettings(environment: [
      "HTTPS_PROXY": "http://us%20er:pw@proxy:3128", "http_proxy": "plain:80",
      "NO_PROXY": "internal.example, .corp:8443,10.0.0.1",
    ])
    let proxy = { (url: String) in HTTPURL(url).flatMap { proxies.proxy(for: $0) } }
    #expect(proxy("https://s3.amazonaws.com")?.host == "proxy")
    #expect(proxy("https://s3.amazonaws.com")?.authorization == "Basic " + Base64.encode(Array("us er:pw".utf8)))
    #expect(proxy("http://example.org")?.port == 80)
    #expect(proxy("https://a.internal.example") == nil)
    #expect(proxy("https://x.corp:8443") == nil && proxy("https://x.corp") != nil)
    #expect(proxy("http://10.0.0.1/") == nil)
    #expect(proxy("http://169.254.169.254/") == nil)
  }
}
