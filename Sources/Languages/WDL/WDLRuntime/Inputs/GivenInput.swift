import JSONText
import WDLLanguage

/// An input as the user gave it.
enum GivenInput {
  case json(JSONValue)
  /// From the command line: more than one when the name was repeated.
  case texts([String])

  /// - Throws: an error whose description says what was expected and what was given.
  func value(as type: WDLType) throws -> WDLValue {
    switch self {
    case .json(let json): return try ValueJSON.value(json, as: type)
    case .texts(let texts):
      if texts.count == 1, let text = texts.first { return try Self.value(text, as: type) }
      guard case .array(let element, _) = type.required else {
        throw InputProblem("it is given \(texts.count) times, but is a \(type), not an array")
      }
      return try ValueJSON.value(.array(texts.map { Self.json($0, as: element) }), as: type)
    }
  }

  private static func value(_ text: String, as type: WDLType) throws -> WDLValue {
    let json = json(text, as: type)
    if case .array(let element, _) = type.required, json.array == nil, !json.isNull {
      return try ValueJSON.value(.array([Self.json(text, as: element)]), as: type)
    }
    return try ValueJSON.value(json, as: type)
  }

  /// Text for what is text, JSON for the rest.
  private static func json(_ text: String, as type: WDLType) -> JSONValue {
    switch type.required {
    case .string, .file, .directory, .enumeration: return .string(text)
    default: return (try? JSONParser.parse(text)) ?? .string(text)
    }
  }
}
