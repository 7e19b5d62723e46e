import JSONText
import SourceText

/// Answers an editor about the documents of the languages that it is given.
///
/// Messages are taken in their order: what changes a document is done at once, and each request works on the documents
/// as they were when it came, so that nothing waits for a slow one. Source: LSP 3.17.
package actor LanguageServer {
  package struct Settings: Sendable {
    package let name: String
    package let version: String
    /// Waits until a document has been left alone long enough to be checked.
    package let pause: @Sendable () async throws -> Void
    /// Where the id of a diagnostic is explained: a URI.
    package let explanation: @Sendable (String) -> String?

    package init(
      name: String, version: String, pause: @escaping @Sendable () async throws -> Void,
      explanation: @escaping @Sendable (String) -> String? = { _ in nil }
    ) {
      self.name = name
      self.version = version
      self.pause = pause
      self.explanation = explanation
    }
  }

  let services: [any LanguageService]
  let settings: Settings
  private let output: @Sendable ([UInt8]) -> Void
  private var session = Session()
  var client = ClientCapabilities()
  var documents = OpenDocuments()
  /// Grows with everything that may have changed a file.
  var generation = 0
  private var running: [RequestID: Task<Void, Never>] = [:]
  private var checking: Task<Void, Never>?
  /// What was published last, by document.
  var published: [String: JSONValue] = [:]

  /// - Parameter output: takes the bytes of whole messages.
  package init(
    services: [any LanguageService], settings: Settings, output: @escaping @Sendable ([UInt8]) -> Void
  ) {
    self.services = services
    self.settings = settings
    self.output = output
  }

  /// Serves until the editor says `exit`, or its bytes end.
  ///
  /// - Returns: the exit status: 0 after a `shutdown`, else 1.
  package func run(_ input: AsyncStream<[UInt8]>) async -> Int32 {
    var reader = FrameReader()
    for await bytes in input {
      reader.append(bytes)
      while let frame = reader.next() {
        if receive(frame) { return end() }
        await Task.yield()
      }
    }
    return end()
  }

  private func end() -> Int32 {
    checking?.cancel()
    for task in running.values { task.cancel() }
    return session.exitStatus
  }

  // MARK: messages

  /// - Returns: whether this was the last message.
  private func receive(_ frame: FrameReader.Frame) -> Bool {
    switch frame {
    case .malformed(let reason):
      send(OutgoingMessage.response(nil, .failure(ResponseError(.parseError, reason))))
    case .message(let bytes):
      switch IncomingMessage(bytes) {
      case .request(let id, let method, let params): request(id, method, params)
      case .notification("exit", _): return true
      case .notification(let method, let params): notification(method, params)
      case .response: break
      case .invalid(let id, let error): send(OutgoingMessage.response(id, .failure(error)))
      }
    }
    return false
  }

  private func request(_ id: RequestID, _ method: String, _ params: JSONValue) {
    do throws(ResponseError) {
      guard running[id] == nil else { throw ResponseError(.invalidRequest, "a request of this id is not yet answered") }
      try session.request(method)
      switch method {
      case "initialize": send(OutgoingMessage.response(id, .success(initialize(params))))
      case "shutdown": send(OutgoingMessage.response(id, .success(.null)))
      default: start(id, try query(method, Parameters(params)))
      }
    } catch {
      send(OutgoingMessage.response(id, .failure(error)))
    }
  }

  private func notification(_ method: String, _ params: JSONValue) {
    guard session.hearsNotifications else { return }
    do throws(ResponseError) {
      switch method {
      case "$/cancelRequest": cancel(try Parameters(params).member("id").json)
      case "initialized": watchFiles()
      default: try change(method, Parameters(params))
      }
    } catch {
      log("\(method): \(error.message)")
    }
  }

  private func initialize(_ params: JSONValue) -> JSONValue {
    client = ClientCapabilities(params)
    let triggers = Set(services.flatMap(\.completionTriggers)).sorted()
    return [
      "capabilities": ServerCapabilities.json(client.encoding, triggers: triggers),
      "serverInfo": ["name": .string(settings.name), "version": .string(settings.version)],
    ]
  }

  private func watchFiles() {
    guard client.watchesFiles else { return }
    let extensions = services.flatMap(\.fileExtensions)
    send(OutgoingMessage.request("files", "client/registerCapability", ServerCapabilities.fileWatching(extensions)))
  }

  func send(_ message: JSONValue) { output(FrameWriter.frame(message)) }

  /// Tells the editor's log of something that nobody waits for.
  func log(_ text: String) {
    send(OutgoingMessage.notification("window/logMessage", ["type": 1, "message": .string(text)]))
  }

  // MARK: requests

  private func start(_ id: RequestID, _ query: @escaping @Sendable () async throws -> JSONValue) {
    running[id] = Task {
      let result = await Self.result(of: query)
      finish(id, result)
    }
  }

  private static func result(
    of query: @Sendable () async throws -> JSONValue
  ) async -> Result<JSONValue, ResponseError> {
    do {
      return .success(try await query())
    } catch let error as ResponseError {
      return .failure(error)
    } catch let error as ServiceRefusal {
      return .failure(ResponseError(.requestFailed, error.message))
    } catch is CancellationError {
      return .failure(ResponseError(.requestCancelled, "the request was cancelled"))
    } catch {
      return .failure(ResponseError(.internalError, "\(error)"))
    }
  }

  private func finish(_ id: RequestID, _ result: Result<JSONValue, ResponseError>) {
    guard running.removeValue(forKey: id) != nil else { return }
    send(OutgoingMessage.response(id, result))
  }

  private func cancel(_ id: JSONValue) {
    guard let id = RequestID(id), let task = running.removeValue(forKey: id) else { return }
    task.cancel()
    send(OutgoingMessage.response(id, .failure(ResponseError(.requestCancelled, "the request was cancelled"))))
  }

  // MARK: checking

  /// Checks all open documents after a while, `first` before the others.
  func checkSoon(first: String? = nil, pausing: Bool = true) {
    checking?.cancel()
    checking = Task { [pause = settings.pause] in
      if pausing {
        do { try await pause() } catch { return }
      }
      await check(first: first)
    }
  }

  private func check(first: String?) async {
    let sources = (first.map { [$0] } ?? []) + documents.order.filter { $0 != first }
    for source in sources {
      guard !Task.isCancelled, let document = documents[source], let service = service(of: document) else { continue }
      do {
        let found = try await service.diagnostics(of: source, in: workspace)
        // A change in the meantime has cancelled this check.
        if Task.isCancelled { return }
        publish(found, of: document)
      } catch is CancellationError {
        return
      } catch {
        log("\(source) cannot be checked: \(error)")
      }
    }
  }

  var workspace: Workspace {
    Workspace(documents: documents.files, folders: client.folders, generation: generation)
  }

  /// The service of a document's language: by the ending of its name, else by what the editor calls its language.
  func service(of document: OpenDocument) -> (any LanguageService)? {
    let ending = document.source.split(separator: ".").last.map { $0.lowercased() } ?? ""
    return services.first { $0.fileExtensions.contains(ending) }
      ?? services.first { $0.fileExtensions.contains(document.languageID.lowercased()) }
  }
}
