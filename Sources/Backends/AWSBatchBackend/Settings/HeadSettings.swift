package import JSONText
import WorkflowModel

/// The job in which martlet itself runs for a run that is detached: `head` of an environment.
///
/// Settings of jobs may stand in it under the names that they have for tasks; what it does not say is as for tasks.
package struct HeadSettings: Hashable, Sendable {
  /// Has a C library and a shell; martlet brings itself.
  package var image = HeadSettings.usualImage
  package var cpu = 1.0
  /// Bytes.
  package var memory: Int64 = 2 << 30
  /// The settings of the job, as a task would have them.
  package var hints = JSONObject()

  /// Small, in a registry that counts no pulls, and recent enough for the binaries of releases.
  package static let usualImage = "public.ecr.aws/debian/debian:stable-slim"
  private static let names = [["image", "container"], ["cpu", "cpus", "vcpus"], ["memory"]]

  package init() {}

  /// - Throws: what is wrong with it, one thing or several.
  init(_ value: JSONValue) throws(SettingProblem) {
    guard let settings = value.object else {
      throw SettingProblem("must hold settings of the head's job, but is \(value.kind)")
    }
    var reader = SettingsReader(settings, of: .configuration(place: ""), names: Self.names)
    reader.refuseDoubles()
    if let image = reader.read("image", SettingKinds.text) { self.image = image }
    if let cpu = reader.read("cpu", SettingKinds.amount) { self.cpu = cpu }
    if let memory = reader.read("memory", Self.size) { self.memory = memory }
    let own = Set(Self.names.flatMap(\.self))
    hints = JSONObject(settings.filter { !own.contains($0.0) && !$0.1.isNull })
    let mistakes = reader.mistakes + TaskBatchSettings.mistakes(in: hints)
    guard mistakes.isEmpty else {
      throw SettingProblem("is wrong: " + mistakes.map { "`\($0.setting)` \($0.message)" }.joined(separator: "; "))
    }
  }

  /// Whether the job's own settings say it, under any of its names.
  package func says(_ setting: String) -> Bool {
    let names = SettingNames.ofTasks.first { $0.first == setting } ?? [setting]
    return names.contains { hints[$0] != nil }
  }

  private static func size(_ value: JSONValue) throws(SettingProblem) -> Int64 {
    // A number without a unit is hardly ever what was meant.
    guard let bytes = value.string.flatMap({ ByteSize.parse($0) }) ?? value.int, bytes >= 4 << 20 else {
      throw SettingProblem("must be a size with its unit, such as `4 GiB`")
    }
    return bytes
  }
}
