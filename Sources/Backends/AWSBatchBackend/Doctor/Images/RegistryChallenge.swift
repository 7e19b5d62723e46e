import JSONText

/// Where a registry wants a token to be asked for: `Bearer realm="https://…",service="…"`.
struct RegistryChallenge: Hashable, Sendable {
  let realm: String
  let service: String?

  /// Nil for what asks for something else than a token.
  init?(_ field: String) {
    guard field.lowercased().hasPrefix("bearer ") else { return nil }
    var values: [String: String] = [:]
    for part in field.dropFirst("bearer ".count).split(separator: ",") {
      let pair = part.split(separator: "=", maxSplits: 1)
      guard pair.count == 2 else { continue }
      values[String(pair[0].filter { $0 != " " })] = String(pair[1].filter { $0 != "\"" })
    }
    guard let realm = values["realm"] else { return nil }
    self.realm = realm
    service = values["service"]
  }

  /// - Parameter text: the answer of a token service: JSON.
  static func token(in text: String) -> String? {
    let json = try? JSONParser.parse(text)
    return json?["token"]?.string ?? json?["access_token"]?.string
  }
}
