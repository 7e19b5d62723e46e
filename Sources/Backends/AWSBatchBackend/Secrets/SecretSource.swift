/// What a setting of a secret means.
enum SecretSource: Hashable, Sendable {
  /// Of Secrets Manager, without key, stage and version.
  case secret(arn: String, region: String)
  /// Of the Parameter Store; the region is nil for the environment's.
  case parameter(name: String, region: String?)
  /// Of Secrets Manager, by a name that has to be looked up; `suffix` is `:key:stage:version`, or empty.
  case name(String, suffix: String)

  /// - Parameter text: as ``SecretSettings`` takes it.
  init(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard text.hasPrefix("arn:"), parts.count >= 6 else {
      self =
        text.hasPrefix("/")
        ? .parameter(name: text, region: nil)
        : .name(parts.first ?? text, suffix: parts.count == 4 ? ":" + parts[1...].joined(separator: ":") : "")
      return
    }
    if parts[2] == "ssm" {
      self = .parameter(name: String(parts[5].dropFirst("parameter/".count)), region: parts[3])
    } else {
      self = .secret(arn: parts.prefix(7).joined(separator: ":"), region: parts[3])
    }
  }
}
