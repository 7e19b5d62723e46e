import JSONText

/// A message of the client. Source: JSON-RPC 2.0; LSP 3.17, Base Protocol.
enum IncomingMessage {
  case request(id: RequestID, method: String, params: JSONValue)
  case notification(method: String, params: JSONValue)
  /// To a request of the server.
  case response
  /// The id is that of the request, when there was one that could be read.
  case invalid(id: RequestID?, ResponseError)

  init(_ bytes: [UInt8]) {
    let json: JSONValue
    do {
      json = try JSONParser.parse(bytes)
    } catch {
      self = .invalid(id: nil, ResponseError(.parseError, "\(error)"))
      return
    }
    guard let object = json.object else {
      self = .invalid(id: nil, ResponseError(.invalidRequest, "a message is an object, not \(json.kind)"))
      return
    }
    self = Self.read(object)
  }

  private static func read(_ object: JSONObject) -> IncomingMessage {
    let id = object["id"].flatMap(RequestID.init)
    guard object["jsonrpc"]?.string == "2.0" else {
      return .invalid(id: id, ResponseError(.invalidRequest, "the message does not say `\"jsonrpc\": \"2.0\"`"))
    }
    if let method = object["method"] {
      guard let method = method.string else {
        return .invalid(id: id, ResponseError(.invalidRequest, "`method` must be a string"))
      }
      let params = object["params"] ?? .null
      guard let given = object["id"] else { return .notification(method: method, params: params) }
      guard let id else {
        return .invalid(
          id: nil, ResponseError(.invalidRequest, "`id` must be an integer or a string, not \(given.kind)"))
      }
      return .request(id: id, method: method, params: params)
    }
    if object["result"] != nil || object["error"] != nil { return .response }
    return .invalid(id: id, ResponseError(.invalidRequest, "the message has neither `method` nor `result`"))
  }
}

/// What ties a response to its request.
enum RequestID: Hashable, Sendable {
  case number(Int64)
  case text(String)

  init?(_ json: JSONValue) {
    if let number = json.int {
      self = .number(number)
    } else if let text = json.string {
      self = .text(text)
    } else {
      return nil
    }
  }

  var json: JSONValue {
    switch self {
    case .number(let number): .int(number)
    case .text(let text): .string(text)
    }
  }
}
