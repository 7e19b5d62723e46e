import JSONText

/// The backends that environments of `martlet.yaml` may have.
enum BackendKind: Sendable {
  case local
  case batch

  static let names = ["local", "aws-batch"]

  /// What an environment says; nil when it says nothing.
  static func name(of settings: JSONObject) -> JSONValue? {
    settings["backend"] ?? settings["type"] ?? settings["executor"]
  }

  /// Nil when there is no such backend.
  static func of(_ settings: JSONObject) -> BackendKind? {
    switch name(of: settings)?.string {
    case "local": .local
    case "aws-batch", "awsbatch": .batch
    default: nil
    }
  }
}
