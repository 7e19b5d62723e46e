import JSONText

/// A job definition of the user's own, as people name it: `NAME`, `NAME:REVISION` or an ARN; with Nextflow's
/// `job-definition://` before it, perhaps, which may also stand for an image.
enum JobDefinitionName {
  private static let scheme = "job-definition://"

  /// The definition that stands in an image's place; nil for an image.
  static func inImage(_ image: String) -> String? {
    image.hasPrefix(scheme) ? String(image.dropFirst(scheme.count)) : nil
  }

  static func parse(_ value: JSONValue) throws(SettingProblem) -> String {
    let text = try SettingKinds.text(value)
    let name = inImage(text) ?? text
    guard isLegal(name) else {
      throw SettingProblem("must be a job definition's `NAME`, `NAME:REVISION` or ARN, not `\(text)`")
    }
    return name
  }

  /// Source: `jobDefinition` of SubmitJob.
  static func isLegal(_ name: String) -> Bool {
    var name = name[...]
    if name.hasPrefix("arn:") {
      let parts = name.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
      guard parts.count == 6, parts[2] == "batch", parts[5].hasPrefix("job-definition/") else { return false }
      name = parts[5].dropFirst("job-definition/".count)
    }
    let parts = name.split(separator: ":", omittingEmptySubsequences: false)
    guard 1...2 ~= parts.count, 1...128 ~= parts[0].utf8.count else { return false }
    guard parts[0].allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "_-".contains($0)) }) else { return false }
    return parts.count == 1 || Int(parts[1]).map { $0 > 0 } == true
  }
}
