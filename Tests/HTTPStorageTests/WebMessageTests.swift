import AWSClient
import HTTPStorage
import Testing
import WorkflowModel

@Suite struct WebMessageTests {
  private static let url = "https://host/done?key=secret"
  private let address = FileReference(url)

  private func message(_ web: FakeWeb) -> WebMessage {
    WebMessage(web.transport, retry: RetryPolicy(maximumAttempts: 3), clock: web.clock)
  }

  @Test func aMessageIsSentAgainUntilItIsTaken() async throws {
    let web = FakeWeb([Self.url: [{ _ in HTTPResponse(status: 503) }, { _ in HTTPResponse(status: 204) }]])
    try await message(web).post(Array("{}".utf8), as: "application/json", to: address)
    let requests = web.transport.received.map(\.request)
    #expect(requests.map(\.method) == ["POST", "POST"])
    #expect(requests.allSatisfy { $0.fields["content-type"] == "application/json" })
  }

  @Test func whoRefusesIsToldOnceAndTheAddressesSecretIsNotShown() async throws {
    let web = FakeWeb([Self.url: HTTPResponse(status: 400)])
    let error = await #expect(throws: ExecutionError.self) {
      try await message(web).post([], as: "text/plain", to: address)
    }
    #expect(error?.message == "https://host/done did not take the message: the server answered 400")
    #expect(web.transport.received.count == 1)
  }
}
