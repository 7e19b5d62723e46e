import JSONText

/// A job queue as settings name it: by its name, or by an ARN, which says the region, too.
struct QueueName: Hashable, Sendable {
  /// Nil for a queue of the environment's region.
  let region: String?

  /// - Returns: nil for a text that begins as an ARN and is none of a job queue.
  init?(_ text: String) {
    guard text.hasPrefix("arn:") else {
      region = nil
      return
    }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 6, parts[1].hasPrefix("aws"), parts[2] == "batch", !parts[3].isEmpty, !parts[4].isEmpty,
      parts[4].allSatisfy({ $0.isASCII && $0.isNumber }), parts[5].hasPrefix("job-queue/"),
      parts[5].dropFirst("job-queue/".count).allSatisfy(Self.isLegal), parts[5].count > "job-queue/".count
    else { return nil }
    region = String(parts[3])
  }

  /// Source: `jobQueueName` of CreateJobQueue.
  private static func isLegal(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "-_".contains(character))
  }

  /// - Throws: ``SettingProblem``.
  static func parse(_ value: JSONValue) throws(SettingProblem) -> String {
    let text = try SettingKinds.text(value)
    if QueueName(text) != nil { return text }
    throw SettingProblem(
      "must be a queue's name or its ARN (`arn:aws:batch:<region>:<account>:job-queue/<name>`), not `\(text)`")
  }

  /// The region that a task's attributes name with their queue; nil where they name none.
  static func region(inHints hints: JSONObject) -> String? {
    let names = SettingNames.ofTasks.first { $0.first == "queue" } ?? []
    return names.lazy.compactMap { hints[$0]?.string }.first.flatMap { QueueName($0)?.region }
  }

  static func isNamed(inHints hints: JSONObject) -> Bool {
    SettingNames.ofTasks.first { $0.first == "queue" }?.contains { hints[$0]?.string != nil } ?? false
  }
}
