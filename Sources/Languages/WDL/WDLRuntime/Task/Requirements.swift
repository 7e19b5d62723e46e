import JSONText
import WDLLanguage
import WorkflowModel

/// What a task asks for: its `runtime`, or `requirements` and `hints`, as values.
///
/// Names that several generations of engines have used for the same thing are all understood.
struct Requirements: Sendable {
  /// In the order in which they were written.
  private(set) var attributes: [(name: String, value: WDLValue, type: WDLType)] = []

  mutating func set(_ name: String, _ value: WDLValue, _ type: WDLType) {
    if let place = attributes.firstIndex(where: { $0.name == name }) {
      attributes[place] = (name, value, type)
    } else {
      attributes.append((name, value, type))
    }
  }

  /// Names for the same thing: what is set from outside by one takes the place of all.
  private static let aliases = [
    ["container", "docker"], ["maxRetries", "max_retries"], ["returnCodes", "return_codes", "continueOnReturnCode"],
    ["gpu", "gpuCount", "acceleratorCount"], ["time_minutes", "runtime_minutes"],
  ]

  /// What the user says instead of the document.
  mutating func override(_ name: String, _ value: WDLValue) {
    let names = Self.aliases.first { $0.contains(name) } ?? [name]
    attributes.removeAll { names.contains($0.name) }
    attributes.append((name, value, .any))
  }

  /// What is asked for where the document says nothing.
  mutating func fill(from defaults: AttributeDefaults, where isWanted: (String) -> Bool) throws {
    for (name, json) in defaults.values where isWanted(name) && !json.isNull {
      let names = (Self.aliases.first { $0.contains(name) } ?? []) + defaults.names(of: name)
      if attributes.contains(where: { names.contains($0.name) && $0.value != .none }) { continue }
      attributes.removeAll { names.contains($0.name) }
      attributes.append((name, try ValueJSON.value(json, as: .any), .any))
    }
  }

  subscript(_ names: String...) -> WDLValue? {
    for name in names {
      if let value = attributes.first(where: { $0.name == name })?.value, value != .none { return value }
    }
    return nil
  }

  /// Images in the order of preference; none when any environment will do.
  func images() throws -> [String] {
    switch self["container", "docker"] {
    case nil: return []
    case .string("*"): return []
    case .string(let image): return [image]
    case .array(let images):
      return try images.map { image in
        guard case .string(let text) = image else { throw wrong("container", "an image's name") }
        return text
      }
    default: throw wrong("container", "an image's name")
    }
  }

  func resources() throws -> TaskResources {
    TaskResources(
      cpu: try cpu(), memory: try memory(), disks: try disks(), gpus: try gpus(), timeLimit: try timeLimit())
  }

  private func cpu() throws -> Double {
    let count: Double? =
      switch self["cpu"] {
      case nil: 1
      case .int(let count): Double(count)
      case .float(let count): count
      case .string(let text): Double(text.withoutOuterSpace)
      default: nil
      }
    guard let count, count > 0, count <= Self.mostCores else { throw wrong("cpu", "a number of cores above 0") }
    return count
  }

  /// More than any machine has: a slip of the units.
  private static let mostCores = 100_000.0

  private func memory() throws -> Int64? {
    switch self["memory"] {
    case nil: return nil
    case .int(let bytes): if bytes > 0 { return bytes }
    case .float(let bytes): if let bytes = ByteSize.bytes(bytes) { return bytes }
    case .string(let text): if let bytes = ByteSize.parse(text) { return bytes }
    default: break
    }
    throw wrong("memory", "a size like \"4 GiB\"")
  }

  private func disks() throws -> [TaskDisk] {
    switch self["disks"] {
    case nil: return []
    case .int(let size): return [TaskDisk(size: try gibibytes(Double(size)))]
    case .float(let size): return [TaskDisk(size: try gibibytes(size))]
    case .string(let text): return try disks(text)
    case .array(let texts):
      return try texts.flatMap { text -> [TaskDisk] in
        guard case .string(let text) = text else { throw wrong("disks", Self.diskForms) }
        return try disks(text)
      }
    default: throw wrong("disks", Self.diskForms)
    }
  }

  private static let diskForms = "a size like \"10 GiB\", \"/mnt/data 10 GiB\" or \"local-disk 10 SSD\""

  private func disks(_ text: String) throws -> [TaskDisk] {
    // Cromwell on AWS: `local-disk` alone is the disk that there is.
    try text.split(separator: ",").map { String($0).withoutOuterSpace }.filter { $0 != "local-disk" }.map(disk)
  }

  /// `SIZE`, `SIZE UNIT`, `MOUNT`, `MOUNT SIZE`, `MOUNT SIZE UNIT`; Cromwell's `local-disk SIZE TYPE` and
  /// `MOUNT SIZE TYPE`.
  private func disk(_ text: String) throws -> TaskDisk {
    var words = text.split(separator: " ").map(String.init)
    var mountPoint: String?
    if let first = words.first, first == "local-disk" || first.hasPrefix("/") {
      mountPoint = first == "local-disk" ? nil : first
      words.removeFirst()
    }
    // Source: WDL 1.2, Requirements Section, `disks`.
    if words.isEmpty, let mountPoint { return TaskDisk(mountPoint: mountPoint, size: 1_073_741_824) }
    if words.count > 1, let last = words.last, ByteSize.factor(last) == nil, last.allSatisfy({ !$0.isNumber }) {
      words.removeLast()
    }
    guard let size = ByteSize.parse(words.joined(), defaultUnit: "GiB") else { throw wrong("disks", Self.diskForms) }
    return TaskDisk(mountPoint: mountPoint, size: size)
  }

  private func gibibytes(_ size: Double) throws -> Int64 {
    guard let bytes = ByteSize.bytes(size * 1_073_741_824) else { throw wrong("disks", Self.diskForms) }
    return bytes
  }

  private func gpus() throws -> Int {
    if let count = whole("gpuCount", "acceleratorCount") {
      guard count >= 0 else { throw wrong("gpuCount", "a number from 0") }
      if count == 0, [.boolean(true), .string("true")].contains(self["gpu"]) {
        throw EvaluationError("`gpu` is true, but `gpuCount` is 0: leave one of them out")
      }
      return Int(clamping: count)
    }
    switch self["gpu"] {
    case nil, .boolean(false): return 0
    case .boolean(true): return 1
    case .int(let count): return Int(clamping: count)
    case .string("true"): return 1
    case .string("false"): return 0
    default: throw wrong("gpu", "true or false")
    }
  }

  private func timeLimit() throws -> Int64? {
    if self["time_minutes", "runtime_minutes"] == nil { return nil }
    switch whole("time_minutes", "runtime_minutes") {
    case .some(let minutes) where minutes > 0 && minutes <= Self.mostMinutes: return minutes * 60
    default: throw wrong("time_minutes", "a whole number of minutes from 1 to \(Self.mostMinutes)")
    }
  }

  /// Ten years.
  private static let mostMinutes: Int64 = 5_256_000

  func retries() throws -> RetryAllowance {
    if self["maxRetries", "max_retries"] == nil { return RetryAllowance() }
    switch whole("maxRetries", "max_retries") {
    case .some(let count) where count >= 0: return RetryAllowance(failures: Int(clamping: count))
    default: throw wrong("maxRetries", "a number from 0")
    }
  }

  /// Nil: every status is success.
  func successStatuses() throws -> Set<Int32>? {
    switch self["returnCodes", "return_codes", "continueOnReturnCode"] {
    case nil, .boolean(false), .string("false"): return [0]
    case .string("*"), .boolean(true), .string("true"): return nil
    case .int(let status): return [Int32(clamping: status)]
    case .string(let text): if let status = Int32(text.withoutOuterSpace) { return [status] }
    case .array(let statuses):
      return Set(
        try statuses.map { status in
          switch status {
          case .int(let status): return Int32(clamping: status)
          case .string(let text): if let status = Int32(text.withoutOuterSpace) { return status }
          default: break
          }
          throw wrong("returnCodes", "numbers or \"*\"")
        })
    default: break
    }
    throw wrong("returnCodes", "a number, numbers or \"*\"")
  }

  /// Whether a command that says anything on stderr has failed (Cromwell's `failOnStderr`).
  func failsOnStderr() throws -> Bool {
    switch self["failOnStderr"] {
    case nil, .boolean(false), .string("false"): return false
    case .boolean(true), .string("true"): return true
    default: throw wrong("failOnStderr", "true or false")
    }
  }

  /// A whole number, also one that is written as text: Cromwell takes both.
  private func whole(_ names: String...) -> Int64? {
    switch names.lazy.compactMap({ self[$0] }).first {
    case .int(let number): return number
    case .string(let text): return Int64(text.withoutOuterSpace)
    default: return nil
    }
  }

  /// Everything as JSON, for backends that know more names.
  func hints() -> JSONObject {
    JSONObject(
      attributes.compactMap { name, value, type in (try? ValueJSON.json(of: value, type: type)).map { (name, $0) } })
  }

  private func wrong(_ name: String, _ expected: String) -> EvaluationError {
    EvaluationError("`\(name)` must be \(expected)")
  }
}
