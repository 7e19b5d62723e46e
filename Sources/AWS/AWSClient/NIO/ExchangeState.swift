/// The decisions of ``ExchangeHandler``: whether an exchange may begin, when reads are held back, whether the
/// connection can be used again.
struct ExchangeState {
  enum End: Equatable {
    case complete
    case failed(HTTPTransportError)
  }

  /// How the current response ended; nil while it has not.
  private(set) var end: End?
  private(set) var isUnderWay = false
  private var requestIsComplete = true
  private var responseHasBegun = false
  private var keepsAlive = true
  private var keptBytes = 0

  /// More than this is not read ahead, in bytes.
  private static let readAhead = 2 * 1024 * 1024

  /// - Returns: false when the connection has failed.
  mutating func begin() -> Bool {
    guard !isUnderWay, end == nil else { return false }
    isUnderWay = true
    requestIsComplete = false
    responseHasBegun = false
    keptBytes = 0
    return true
  }

  mutating func requestEnded() { requestIsComplete = true }

  mutating func responseBegan(keepsAlive: Bool) {
    responseHasBegun = true
    self.keepsAlive = keepsAlive
  }

  mutating func kept(_ count: Int) { keptBytes += count }

  mutating func took(_ count: Int) { keptBytes -= count }

  var isFull: Bool { keptBytes >= Self.readAhead }

  /// - Returns: whether to close: the server has answered before it had everything.
  mutating func responseEnded() -> Bool {
    if end == nil { end = .complete }
    return !requestIsComplete
  }

  mutating func failed(_ error: HTTPTransportError) {
    if end == nil { end = .failed(error) }
  }

  /// Whether it failed without a sign that the server has seen the request.
  var isStale: Bool {
    guard case .failed(let error)? = end else { return false }
    return error.isLoss && isUnderWay && !responseHasBegun
  }

  /// Whether somebody waits for the network.
  var isWaiting: Bool { isUnderWay && end == nil && (!requestIsComplete || !responseHasBegun) }

  /// - Returns: whether another exchange may begin.
  mutating func finish() -> Bool {
    guard end == .complete, requestIsComplete, keepsAlive else { return false }
    end = nil
    isUnderWay = false
    return true
  }
}

extension HTTPTransportError {
  /// Whether the connection ended, for whatever reason.
  var isLoss: Bool { if case .connectionLost = self { true } else { false } }
}
