import JSONText

/// The settings of a Batch environment that say how jobs are submitted, watched and repeated.
package struct BatchFlow: Hashable, Sendable {
  /// Whether equal tasks become one array job.
  package var array = ArraySetting.auto
  /// How long a task waits for others of its kind before it is submitted.
  package var arrayWindow = Duration.milliseconds(200)
  /// What the memory of a task's next attempt is multiplied with when one ran out of memory; 1 for no change.
  package var memoryRetryMultiplier = 1.0
  /// MiB that the multiplier does not go beyond; nil for no limit.
  package var memoryRetryLimit: Int64?
  /// Name or ARN of the queue that a task goes to after ``spotRetries`` losses of its instances.
  package var spotFallbackQueue: String?
  /// Losses of one task on Spot instances after which it goes to ``spotFallbackQueue``.
  package var spotRetries = 1
  /// URL or ARN of the SQS queue that gets Batch's events; nil when there is none.
  package var events: String?

  static let names = [
    "array", "arrayWindow", "memoryRetryMultiplier", "memoryRetryLimit", "spotFallbackQueue", "spotRetries", "events",
  ]

  package init() {}

  /// - Parameter report: told of each setting that is wrong.
  init(_ settings: JSONObject, report: (_ setting: String, _ problem: String) -> Void) {
    func read<Value>(_ name: String, _ problem: String, _ take: (JSONValue) -> Value?) -> Value? {
      guard let json = settings[name], !json.isNull else { return nil }
      let value = take(json)
      if value == nil { report(name, problem) }
      return value
    }
    func text(_ name: String) -> String? {
      read(name, "must be a string that is not empty") { $0.string.flatMap { $0.isEmpty ? nil : $0 } }
    }
    if let array = read("array", ArraySetting.meaning, { ArraySetting(json: $0) }) { self.array = array }
    if let window = read("arrayWindow", "must be a time such as `200 ms` or `1 s`", { DurationText.read($0) }) {
      arrayWindow = max(window, .milliseconds(10))
    }
    let factor = read("memoryRetryMultiplier", "must be a number from 1 to 99") { json in
      json.double.flatMap { (1...99).contains($0) ? $0 : nil }
    }
    if let factor { memoryRetryMultiplier = factor }
    memoryRetryLimit = read("memoryRetryLimit", "must be a whole number of MiB above 0") { json in
      json.int.flatMap { $0 > 0 ? $0 : nil }
    }
    spotFallbackQueue = text("spotFallbackQueue")
    let retries = read("spotRetries", "must be a whole number from 0 up") { json in
      json.int.flatMap { $0 >= 0 ? Int(exactly: $0) : nil }
    }
    if let retries { spotRetries = retries }
    events = read("events", "must be the URL or the ARN of an SQS queue") { json in
      json.string.flatMap { text in ["https://", "http://", "arn:"].contains { text.hasPrefix($0) } ? text : nil }
    }
  }
}
