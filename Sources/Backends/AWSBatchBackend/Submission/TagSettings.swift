import JSONText
import WorkflowModel

/// Tags as users write them, checked by AWS's rules.
///
/// Source: "Tag restrictions" in the user guide of AWS Batch.
enum TagSettings {
  /// Tags that a resource may have.
  static let limit = 50
  private static let longestName = 128
  private static let longestValue = 256

  /// A mapping, or a text `name=value,name=value`, in which a value may hold `=`.
  static func parse(_ value: JSONValue) throws(SettingProblem) -> [String: String] {
    let value = try value.structured()
    let tags = if let text = value.string { try pairs(text) } else { try SettingKinds.texts(value) }
    for (name, value) in tags.sorted(by: { $0.key < $1.key }) { try check(name, value) }
    guard tags.count <= limit else { throw SettingProblem("has \(tags.count) tags; AWS takes \(limit)") }
    return tags
  }

  private static func pairs(_ text: String) throws(SettingProblem) -> [String: String] {
    var tags: [String: String] = [:]
    for pair in text.split(separator: ",", omittingEmptySubsequences: false) {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else {
        throw SettingProblem("has `\(pair)`, which is no `name=value`; a value cannot hold a comma here")
      }
      let name = String(parts[0]).withoutOuterSpace
      guard tags.updateValue(String(parts[1]).withoutOuterSpace, forKey: name) == nil else {
        throw SettingProblem("has the tag `\(name)` twice")
      }
    }
    return tags
  }

  private static func check(_ name: String, _ value: String) throws(SettingProblem) {
    guard !name.isEmpty else { throw SettingProblem("has a tag without a name") }
    guard !name.lowercased().hasPrefix("aws:") else {
      throw SettingProblem("has the tag `\(name)`; names that begin with `aws:` are AWS's own")
    }
    guard name.count <= longestName, value.count <= longestValue else {
      throw SettingProblem(
        "has the tag `\(name.prefix(40))`, which is too long: AWS takes \(longestName) characters in a name and "
          + "\(longestValue) in a value")
    }
    for character in name + value where !LegalTag.isLegal(character) {
      throw SettingProblem(
        "has the tag `\(name)` with `\(character)`; AWS takes letters, digits, spaces and _ . : / = + - @")
    }
  }
}
