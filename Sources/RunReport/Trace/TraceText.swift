import WorkflowEngine

/// Values as the trace files of Nextflow have them (nextflow.util.Duration, nextflow.util.MemoryUnit,
/// nextflow.trace.TraceRecord).
package enum TraceText {
  /// What is not known.
  package static let unknown = "-"

  /// `540ms`, `12.3s`, `1h 2m 3s`: milliseconds below a second, tenths below a minute, whole seconds above.
  package static func duration(_ milliseconds: Int64) -> String {
    let milliseconds = max(0, milliseconds)
    if milliseconds < 1000 { return "\(milliseconds)ms" }
    if milliseconds < 60_000 { return tenths((milliseconds + 50) / 100) + "s" }
    let seconds = (milliseconds + 500) / 1000
    let parts = [
      (seconds / 86_400, "d"), (seconds / 3600 % 24, "h"), (seconds / 60 % 60, "m"), (seconds % 60, "s"),
    ]
    return parts.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined(separator: " ")
  }

  /// `1.5 GB`, by powers of 1024; `0` for none.
  package static func size(_ bytes: Int64) -> String {
    if bytes <= 0 { return "0" }
    var value = Double(bytes)
    var unit = 0
    let units = ["B", "KB", "MB", "GB", "TB", "PB", "EB"]
    while value >= 1024 {
      value /= 1024
      unit += 1
    }
    return tenths(Int64((value * 10).rounded(.toNearestOrEven))) + " " + units[unit]
  }

  /// `2026-11-28 15:04:05.678`, in the zone of this machine.
  package static func date(_ time: Int64) -> String {
    let milliseconds = String(1000 + time % 1000).dropFirst()
    return WallClock.text(time, "%Y-%m-%d %H:%M:%S.") + milliseconds
  }

  /// `99.5%`.
  package static func percent(_ value: Double) -> String {
    let tenths = Int64((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)%"
  }

  /// Without a fraction where there is none: `12`, `12.3`.
  private static func tenths(_ tenths: Int64) -> String {
    tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
