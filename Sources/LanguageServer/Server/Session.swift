/// Where the conversation stands: what may be asked now, and how the program ends.
///
/// Source: LSP 3.17, Lifecycle Messages.
struct Session {
  private enum Phase { case new, running, shutDown }

  private var phase = Phase.new

  /// Notes a request.
  ///
  /// - Throws: why it may not be asked now.
  mutating func request(_ method: String) throws(ResponseError) {
    switch (phase, method) {
    case (.new, "initialize"): phase = .running
    case (.new, _): throw ResponseError(.serverNotInitialized, "`initialize` must be the first request")
    case (.running, "initialize"): throw ResponseError(.invalidRequest, "`initialize` was asked already")
    case (.running, "shutdown"): phase = .shutDown
    case (.running, _): break
    case (.shutDown, _): throw ResponseError(.invalidRequest, "the server was told to shut down")
    }
  }

  /// Whether notifications are heard.
  var hearsNotifications: Bool { phase == .running }

  /// How the program ends when it is told to, or its input ends.
  var exitStatus: Int32 { phase == .shutDown ? 0 : 1 }
}
