import JSONText

/// What the server says.
enum OutgoingMessage {
  static func response(_ id: RequestID?, _ result: Result<JSONValue, ResponseError>) -> JSONValue {
    let id = id?.json ?? .null
    switch result {
    case .success(let value): return ["jsonrpc": "2.0", "id": id, "result": value]
    case .failure(let error): return ["jsonrpc": "2.0", "id": id, "error": error.json]
    }
  }

  static func notification(_ method: String, _ params: JSONValue) -> JSONValue {
    ["jsonrpc": "2.0", "method": .string(method), "params": params]
  }

  static func request(_ id: String, _ method: String, _ params: JSONValue) -> JSONValue {
    ["jsonrpc": "2.0", "id": .string(id), "method": .string(method), "params": params]
  }
}
