import JSONText
import WorkflowEngine
import WorkflowModel

/// Keeps in the run directory which environments a run uses, so that its jobs are found by what it was started with, and
/// not by what `martlet.yaml` says later.
struct ConfigurationRecord: RunObserver {
  /// Name → settings.
  let environments: JSONObject

  private static func path(_ folder: String) -> String { folder + "/configuration.json" }

  func observe(_ event: RunEvent) async {
    guard case .runStarted(let place, _) = event.kind else { return }
    let value: JSONObject = ["environments": .object(environments)]
    // Without it the settings are read from martlet.yaml, so that a run need not fail for it.
    // Variables of commands may stand in it.
    try? RunDirectory(place).write(value, to: Self.path(place.folder), isPrivate: true)
  }

  /// The settings of an environment that a run was started with; nil when they were not kept.
  static func settings(of environment: String, in directory: RunDirectory) -> JSONObject? {
    kept(in: directory)?[environment]?.object
  }

  /// The names of the environments that a run was started with, as far as they were kept.
  static func environments(in directory: RunDirectory) -> [String] { kept(in: directory)?.map(\.0) ?? [] }

  private static func kept(in directory: RunDirectory) -> JSONObject? {
    guard let bytes = try? TextFile.read(path(directory.path), shownAs: "configuration.json"),
      let json = try? JSONParser.parse(bytes)
    else { return nil }
    return json["environments"]?.object
  }
}
