import AWSClient
import HTTPStorage

/// The way to the web of one run: made when it is first needed, shared by everything that needs it.
actor WebAccess {
  private var transport: NIOTransport?

  func storage() throws -> HTTPStorage {
    if let transport { return HTTPStorage(transport) }
    let made = try NIOTransport(NIOTransport.Settings(environment: ProcessEnvironment.variables))
    transport = made
    return HTTPStorage(made)
  }

  /// Lets go of its connections.
  func shutdown() async { await transport?.shutdown() }
}
