import AWSClient
import HTTPStorage
import JSONText
import WorkflowEngine
import WorkflowModel

/// Tells an address of the web how a run ended, in the words of Cromwell's `workflow_callback_uri`.
struct WorkflowCallback: Sendable {
  let address: String

  static func isAddress(_ text: String) -> Bool {
    ["https", "http"].contains(FileReference(text).scheme) && WebMessage.isAddress(text)
  }

  /// - Throws: ``ExecutionError`` when nobody took it in several attempts.
  func tell(_ run: RunDirectory, _ result: Result<JSONObject, any Error>) async throws {
    let web = WebAccess()
    do {
      try await web.post(Self.message(run.place.name, result), to: FileReference(address))
      await web.shutdown()
    } catch {
      await web.shutdown()
      throw error
    }
  }

  static func message(_ run: String, _ result: Result<JSONObject, any Error>) -> JSONValue {
    var (state, outputs, failures) = ("Succeeded", JSONObject(), [String]())
    switch result {
    case .success(let values): outputs = values
    case .failure(is CancellationError): state = "Aborted"
    case .failure(let error): (state, failures) = ("Failed", ["\(error)"])
    }
    return [
      "workflowId": .string(run), "state": .string(state), "outputs": .object(outputs),
      "failures": .array(failures.map { .string($0) }),
    ]
  }
}

extension WebAccess {
  fileprivate func post(_ message: JSONValue, to address: FileReference) async throws {
    try await WebMessage(transport()).post(Array(JSONWriter.compact(message).utf8), as: "application/json", to: address)
  }
}
