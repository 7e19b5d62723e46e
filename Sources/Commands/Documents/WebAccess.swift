import AWSClient
import HTTPStorage

/// The way to the web of one run: made when it is first needed, shared by everything that needs it.
actor WebAccess {
  private var made: NIOTransport?

  func storage() throws -> HTTPStorage { HTTPStorage(try transport()) }

  func transport() throws -> NIOTransport {
    if let made { return made }
    let transport = try NIOTransport(NIOTransport.Settings(environment: ProcessEnvironment.variables))
    made = transport
    return transport
  }

  /// Lets go of its connections.
  func shutdown() async { await made?.shutdown() }
}
