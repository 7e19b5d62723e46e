import AWSClient

extension WebClient {
  /// Brings a file to this machine; it appears under `path` whole or not at all.
  ///
  /// After a loss only the rest is asked for, where the server can tell that it is the rest of the same file. As long
  /// as something comes, it goes on.
  func download(_ address: WebAddress, to path: String) async throws {
    var file = try PartFile(for: path)
    do {
      try await fill(&file, address)
    } catch {
      file.discard()
      throw error
    }
    try file.commit()
  }

  private func fill(_ file: inout PartFile, _ address: WebAddress) async throws {
    var attempts = WebAttempts(retry, at: clock.now())
    while true {
      let before = file.done
      do {
        let received = try await receive(file, address)
        file = received.file
        guard let loss = received.loss else { return }
        if file.done > before { attempts.progressed(at: clock.now()) }
        try await wait(after: loss, &attempts)
      } catch let failure as WebFailure where failure.status == 416 && before > 0 {
        // The file became shorter.
        try file.startOver()
        try await wait(after: HTTPTransportError.connectionLost(reason: "the file changed"), &attempts)
      } catch {
        try await wait(after: error, &attempts)
      }
    }
  }

  /// A file with what came; what ended it early is a value, for what came is not lost with it.
  private struct Received: Sendable {
    var file: PartFile
    var loss: HTTPTransportError?
  }

  private func receive(_ file: PartFile, _ address: WebAddress) async throws -> Received {
    try await sendOnce("GET", address, file.fields) { response in
      var received = Received(file: file)
      let size = try received.file.begin(response)
      do {
        for try await chunk in response.body { try received.file.append(chunk) }
        received.loss = .connectionLost(reason: "\(received.file.done) of \(size ?? 0) bytes came")
        if size == nil { received.loss = nil }
      } catch let loss as HTTPTransportError where loss.isTransient {
        received.loss = loss
      }
      if received.file.done == size { received.loss = nil }
      return received
    }
  }
}
