import AWSBatchBackend
import JSONText
import WorkflowModel

/// Takes the values of workflow options, and remembers everything that is wrong on the way. Cromwell has many of them as
/// texts: `"true"` is true.
struct OptionsReader {
  private let source: String
  private var problems: [String] = []

  /// - Parameter source: what the options came from.
  init(_ source: String) { self.source = source }

  /// - Throws: ``ExecutionError`` (`invalidInput`).
  func throwProblems() throws {
    guard let first = problems.first else { return }
    let text =
      problems.count == 1
      ? "\(source): \(first)"
      : "\(problems.count) options of \(source) are wrong:" + problems.map { "\n  \($0)" }.joined()
    throw ExecutionError(.invalidInput, text, help: "docs/cromwell.md says what each option takes")
  }

  private mutating func wrong(_ name: String, _ expected: String, _ value: JSONValue) {
    let given = value.array == nil && value.object == nil ? "`\(JSONWriter.compact(value))`" : value.kind
    problems.append("`\(name)` must be \(expected), not \(given)")
  }

  private mutating func known<Value>(
    _ read: Value?, _ name: String, _ expected: String, _ value: JSONValue
  ) -> Value? {
    if read == nil { wrong(name, expected, value) }
    return read
  }

  // MARK: Kinds of values

  mutating func text(_ name: String, _ value: JSONValue, _ expected: String) -> String? {
    known(value.string.flatMap { $0.isEmpty ? nil : $0 }, name, expected, value)
  }

  mutating func flag(_ name: String, _ value: JSONValue) -> Bool? {
    known(value.bool ?? Self.flags[value.string?.lowercased() ?? ""], name, "true or false", value)
  }

  private static let flags = ["true": true, "false": false]

  mutating func choice(_ name: String, _ value: JSONValue, of choices: [String]) -> String? {
    let choice = choices.first { $0 == value.string?.lowercased() }
    return known(choice, name, choices.map { "`\($0)`" }.joined(separator: " or "), value)
  }

  mutating func object(_ name: String, _ value: JSONValue) -> JSONObject {
    known(value.object, name, "an object of names and values", value) ?? JSONObject()
  }

  mutating func failureMode(_ name: String, _ value: JSONValue) -> FailureMode? {
    known(value.string.flatMap { FailureMode(named: $0) }, name, "`NoNewCalls` or `ContinueWhilePossible`", value)
  }

  mutating func role(_ name: String, _ value: JSONValue) -> String? {
    let arn = value.string.flatMap { $0.hasPrefix("arn:") && $0.range(of: ":role/") != nil ? $0 : nil }
    return known(arn, name, "a role's ARN (`arn:aws:iam::<account>:role/<name>`)", value)
  }

  mutating func root(_ name: String, _ value: JSONValue) -> String? {
    let root = value.string.map { FileReference($0).location }.flatMap { text in
      text.hasPrefix("s3://") && text.dropFirst(5).contains("/") ? text : nil
    }
    return known(root, name, "a folder in S3, as `s3://bucket/folder`", value)
  }

  mutating func multiplier(_ name: String, _ value: JSONValue) -> Double? {
    let factor = value.double ?? value.string.flatMap { Double($0.withoutOuterSpace) }
    return known(factor.flatMap { (1...99).contains($0) ? $0 : nil }, name, "a number from 1 to 99", value)
  }

  mutating func returnCodes(_ name: String, _ value: JSONValue) -> Bool {
    let elements = value.array ?? [value]
    let isCode = elements.allSatisfy { $0.int ?? $0.string.flatMap { Int64($0.withoutOuterSpace) } != nil }
    let isWord = value.bool != nil || ["*", "true", "false"].contains(value.string)
    if isWord || isCode && !elements.isEmpty { return true }
    wrong(name, "true, false, a number, or a list of numbers", value)
    return false
  }

  mutating func prefixes(_ name: String, _ value: JSONValue) -> [String]? {
    let texts = (value.array ?? [value]).map { $0.string.flatMap { $0.isEmpty ? nil : $0 } }
    let isFull = !texts.isEmpty && !texts.contains(nil)
    return known(
      isFull ? texts.compactMap { $0.map(Self.folderText) } : nil, name, "a list of folders, as `s3://bucket/folder`",
      value)
  }

  /// Of this machine, or in S3.
  mutating func folder(_ name: String, _ value: JSONValue) -> FileReference? {
    let folder = value.string.flatMap { $0.isEmpty ? nil : FileReference(Self.folderText($0)) }
    let isUsable = folder.map { $0.isLocal || $0.scheme == "s3" && $0.location.dropFirst(5).contains("/") } ?? false
    return known(isUsable ? folder : nil, name, "a folder of this machine or in S3 (`s3://bucket/folder`)", value)
  }

  private static func folderText(_ text: String) -> String {
    FileReference(text).isLocal ? FileReference(SourceReading.absolute(text)).normalized.location : text
  }

  mutating func webAddress(_ name: String, _ value: JSONValue) -> String? {
    let address = value.string.flatMap { WorkflowCallback.isAddress($0) ? $0 : nil }
    // It may hold a secret.
    if address == nil { problems.append("`\(name)` must be an address of the web, `https://…` or `http://…`") }
    return address
  }

  // MARK: Attributes

  /// Looks at those that AWS Batch has ranges for; those of the language are looked at with each task.
  mutating func checkAttributes(_ attributes: JSONObject) {
    for mistake in TaskBatchSettings.mistakes(inHints: attributes, on: nil) {
      problems.append("`default_runtime_attributes.\(mistake.setting)` \(mistake.message)")
    }
  }
}
