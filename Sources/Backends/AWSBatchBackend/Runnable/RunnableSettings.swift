import JSONText

/// The settings of a Batch environment about jobs that do not start.
package struct RunnableSettings: Hashable, Sendable {
  /// How long a job waits before what it waits for is looked into; zero for never.
  package var explainAfter = Duration.seconds(300)
  /// How long a job waits that cannot start before it is given up; nil for as long as it takes.
  package var cancelUnrunnable: Duration?

  static let names = ["explainAfter", "cancelUnrunnable"]

  package init() {}

  /// - Parameter report: told of each setting that is wrong.
  init(_ settings: JSONObject, report: (_ setting: String, _ problem: String) -> Void) {
    func duration(_ name: String) -> Duration? {
      guard let json = settings[name], !json.isNull else { return nil }
      let value = DurationText.read(json).flatMap { $0 >= .zero ? $0 : nil }
      if value == nil { report(name, "must be a time such as `5 min` or `30 s`") }
      return value
    }
    if let after = duration("explainAfter") { explainAfter = after }
    cancelUnrunnable = duration("cancelUnrunnable")
  }

  var givesUp: Bool { cancelUnrunnable != nil && explainAfter > .zero }
}
