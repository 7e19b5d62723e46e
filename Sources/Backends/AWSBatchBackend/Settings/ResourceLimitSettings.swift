import JSONText

extension ResourceLimits {
  /// Nextflow's `resourceLimits`: a mapping with `cpus`, `memory`, `disk` and `time`.
  static func parse(_ value: JSONValue) throws(SettingProblem) -> ResourceLimits {
    let value = try value.structured()
    try ContainerParts.refuseOthers(value, than: ["cpus", "memory", "disk", "time"])
    var limits = ResourceLimits()
    if let value = value["cpus"] {
      guard let cpus = value.double, cpus > 0 else { throw SettingProblem("has `cpus` that is no number above 0") }
      limits.cpus = cpus
    }
    if let value = value["memory"] { limits.memory = Int64(try size(value, "memory")) }
    if let value = value["disk"] { limits.disk = (try size(value, "disk") + 1023) / 1024 }
    if let value = value["time"] {
      guard let time = DurationText.read(value), time > .zero else {
        throw SettingProblem("has `time` that is no time such as `12 h`")
      }
      limits.time = time.components.seconds
    }
    return limits
  }

  /// MiB of a size; a plain number is bytes.
  private static func size(_ value: JSONValue, _ name: String) throws(SettingProblem) -> Int {
    guard let size = value.spelled.flatMap({ BinarySize.mebibytes($0, plain: 1) }), size > 0 else {
      throw SettingProblem("has `\(name)` that is no size such as `64 GB`")
    }
    return size
  }
}
