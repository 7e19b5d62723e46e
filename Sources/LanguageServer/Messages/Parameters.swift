import JSONText

/// The parameters of a request, read with errors that say what is missing.
struct Parameters {
  let json: JSONValue
  /// Where in the message, for errors: `params.position`.
  private let path: String

  init(_ json: JSONValue) { self.init(json, "params") }

  private init(_ json: JSONValue, _ path: String) {
    self.json = json
    self.path = path
  }

  func member(_ name: String) throws(ResponseError) -> Parameters {
    guard let member = json[name] else { throw ResponseError(.invalidParams, "`\(path)` has no `\(name)`") }
    return Parameters(member, path + "." + name)
  }

  /// Nil where it is missing or null.
  func optional(_ name: String) -> Parameters? {
    guard let member = json[name], !member.isNull else { return nil }
    return Parameters(member, path + "." + name)
  }

  func string(_ name: String) throws(ResponseError) -> String {
    let member = try member(name)
    guard let text = member.json.string else { throw member.error("a string") }
    return text
  }

  /// Not negative.
  func count(_ name: String) throws(ResponseError) -> Int {
    let member = try member(name)
    guard let number = member.json.int, number >= 0 else { throw member.error("a number from 0 on") }
    return Int(number)
  }

  func array(_ name: String) throws(ResponseError) -> [Parameters] {
    let member = try member(name)
    guard let elements = member.json.array else { throw member.error("an array") }
    return elements.enumerated().map { Parameters($0.element, "\(member.path)[\($0.offset)]") }
  }

  private func error(_ wanted: String) -> ResponseError {
    ResponseError(.invalidParams, "`\(path)` must be \(wanted), not \(json.kind)")
  }
}

extension Parameters {
  /// `textDocument.uri`.
  func documentURI() throws(ResponseError) -> String { try member("textDocument").string("uri") }

  /// `{line, character}`.
  func position() throws(ResponseError) -> TextPosition {
    TextPosition(line: try count("line"), character: try count("character"))
  }
}
