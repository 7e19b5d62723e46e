import ServerModel
import Testing

@Suite struct ServerSettingsTests {
  @Test(arguments: [("127.0.0.1", true), ("localhost", true), ("::1", true), ("0.0.0.0", false), ("10.0.0.7", false)])
  func onlyThisMachineReachesLoopback(_ host: String, _ isLoopback: Bool) {
    var settings = ServerSettings(dataFolder: "/data")
    settings.host = host
    #expect(settings.isLoopback == isLoopback)
  }
}
