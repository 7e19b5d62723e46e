import JSONText
import WDLLanguage
import WorkflowModel

/// The `task` variable (1.2; specification: Task Metadata and Runtime Access) with what is known when it is used.
struct TaskVariableValue: Sendable {
  let task: TypedTask
  let path: CallPath
  let attempt: TaskAttempt

  /// In `requirements`, `hints` and `runtime` (1.3).
  func beforeRequirements() -> WDLValue { .members(common()) }

  /// In the command.
  func inCommand(_ request: TaskRequest) -> WDLValue { .members(granted(request)) }

  /// In the outputs.
  func inOutputs(_ request: TaskRequest, status: Int32) -> WDLValue {
    var members = granted(request)
    members["return_code"] = .int(Int64(status))
    return .members(members)
  }

  private func common() -> WDLMembers {
    var members = WDLMembers()
    members["name"] = .string(task.name)
    members["id"] = .string(path.description)
    members["attempt"] = .int(Int64(attempt.number))
    members["meta"] = MetaValue.object(task.meta)
    members["parameter_meta"] = MetaValue.object(task.parameterMeta)
    members["ext"] = .object(WDLMembers())
    members["previous"] = .members(attempt.previous.map(Self.resources) ?? Self.nothing)
    return members
  }

  private func granted(_ request: TaskRequest) -> WDLMembers {
    var members = common()
    for (name, value) in Self.resources(request).entries { members[name] = value }
    members["end_time"] = WDLValue.none
    members["return_code"] = WDLValue.none
    return members
  }

  /// Every member of `task.previous` before there was an attempt.
  private static var nothing: WDLMembers {
    WDLMembers(resources(TaskRequest(command: "")).names.map { ($0, WDLValue.none) })
  }

  private static func resources(_ request: TaskRequest) -> WDLMembers {
    let resources = request.resources
    var disks = WDLMap()
    for disk in resources.disks {
      disks[.string(disk.mountPoint ?? "/")] = .int((disk.size + 1_073_741_823) / 1_073_741_824)
    }
    return WDLMembers([
      ("container", request.images.first.map(WDLValue.string) ?? .none),
      ("cpu", .float(resources.cpu)),
      ("memory", .int(resources.memory ?? defaultMemory)),
      ("gpu", .array((0..<max(0, resources.gpus)).map { .string("gpu-\($0)") })),
      ("fpga", .array([])),
      ("disks", .map(disks)),
      ("max_retries", .int(Int64(request.retries.failures))),
    ])
  }

  /// What a task that asks for no memory is granted (specification: 2 GiB).
  static let defaultMemory: Int64 = 2 << 30
}

/// Metadata as values.
enum MetaValue {
  static func object(_ members: JSONObject) -> WDLValue {
    .object(WDLMembers(members.map { ($0, value($1)) }))
  }

  static func value(_ json: JSONValue) -> WDLValue {
    switch json {
    case .null: .none
    case .bool(let value): .boolean(value)
    case .number(let number): number.int.map(WDLValue.int) ?? .float(number.double ?? 0)
    case .string(let text): .string(text)
    case .array(let elements): .array(elements.map(value))
    case .object(let members): object(members)
    }
  }
}
