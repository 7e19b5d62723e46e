/// Is told how the requests of all clients of a configuration fare, so that somebody can say what is being waited for.
package protocol RequestObserver: Sendable {
  /// An attempt failed in a way that may pass: it is repeated, here or by whoever asked.
  ///
  /// - Parameters:
  ///   - operation: `Batch SubmitJob`.
  ///   - reason: for people; without addresses or secrets.
  func failed(_ operation: String, because reason: String, at now: UnixTime) async

  /// The service did what was asked, or refused it for good.
  func answered(_ operation: String, at now: UnixTime) async
}
