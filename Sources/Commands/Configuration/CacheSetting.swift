import JSONText
import SourceText
import WorkflowEngine
import WorkflowModel

/// What `martlet.yaml` says of the call cache: `cache: false`, or the settings one by one.
enum CacheSetting {
  static let name = "cache"
  private static let members = ["read", "write", "results", "shared"]

  /// - Throws: ``ExecutionError`` (`configuration`).
  static func read(_ document: JSONObject, _ file: String) throws -> CacheSettings {
    guard let value = document[name], !value.isNull else { return CacheSettings() }
    if let isOn = value.bool { return isOn ? CacheSettings() : .off }
    guard let object = value.object else {
      throw wrong(file, name, "must be true, false, or hold settings, but is \(value.kind)")
    }
    var settings = CacheSettings()
    for (member, value) in object where !value.isNull {
      let place = "\(name).\(member)"
      switch member {
      case "read": settings.isRead = try flag(value, file, place)
      case "write": settings.isWritten = try flag(value, file, place)
      case "results": settings.results = try results(value, file, place)
      case "shared": settings.shared = try folders(value, file, place)
      default:
        let near = Suggestion.nearest(to: member, among: members).map { "did you mean `\($0)`?" }
        throw wrong(file, place, "is not a setting", help: near ?? "it may have: " + members.joined(separator: ", "))
      }
    }
    return settings
  }

  private static func flag(_ value: JSONValue, _ file: String, _ place: String) throws -> Bool {
    guard let flag = value.bool else { throw wrong(file, place, "must be true or false, but is \(value.kind)") }
    return flag
  }

  private static func results(_ value: JSONValue, _ file: String, _ place: String) throws -> CacheSettings.Results {
    guard let results = value.string.flatMap({ CacheSettings.Results(rawValue: $0) }) else {
      throw wrong(
        file, place, "is \(value.string.map { "`\($0)`" } ?? value.kind), which is no way to use results",
        help: "it is one of: " + CacheSettings.Results.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return results
  }

  /// Folders of this machine and of S3; relative ones lie beside the file.
  private static func folders(_ value: JSONValue, _ file: String, _ place: String) throws -> [FileReference] {
    try (value.array ?? [value]).map { element in
      guard let text = element.string, !text.isEmpty else {
        throw wrong(file, place, "must be a folder's path or an s3:// address, or a list of these")
      }
      let folder = FileReference(SourceReading.absolute(file)).parent.appending(text).normalized
      guard folder.isLocal || folder.scheme == "s3" else {
        throw wrong(file, place, "is `\(folder.redacted)`, which can not hold a cache", help: "name a folder or s3://…")
      }
      return folder
    }
  }

  private static func wrong(
    _ file: String, _ place: String, _ message: String, help: String? = nil
  ) -> ExecutionError {
    ExecutionError(.configuration, "\(file): `\(place)` \(message)", help: help)
  }
}
