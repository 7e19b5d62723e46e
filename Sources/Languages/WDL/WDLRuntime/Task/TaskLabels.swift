import JSONText
import WDLLanguage

/// Labels of a task, by which `martlet.yaml` speaks of tasks that have something in common.
///
/// WDL has no labels of its own; they stand in `meta`, as `label: "large"`, `labels: ["large", "io"]` or
/// `labels: {size: "large"}`.
enum TaskLabels {
  /// A label without a value has the empty one.
  static func labels(of task: TypedTask) -> [String: String] {
    var labels: [String: String] = [:]
    for name in ["label", "labels"] {
      switch task.meta[name] {
      case .string(let label)?: labels[label] = ""
      case .array(let elements)?: for element in elements.compactMap(\.string) { labels[element] = "" }
      case .object(let members)?: for (label, value) in members { labels[label] = text(value) }
      case .null?, .bool?, .number?, nil: break
      }
    }
    return labels
  }

  private static func text(_ value: JSONValue) -> String { value.string ?? JSONWriter.compact(value) }
}
