import JSONText
import WorkflowModel

/// What rules say of a task in place of what its workflow says. What is nil or empty is left as it is.
struct TaskChange: Hashable, Sendable {
  var images: [String]?
  var cpu: Double?
  /// Bytes.
  var memory: Int64?
  /// Bytes on the disk of the working folder.
  var disk: Int64?
  var gpus: Int?
  /// Seconds.
  var timeLimit: Int64?
  var failures: Int?
  var losses: Int?
  /// Whether results may be taken from the cache and kept there.
  var isCacheable: Bool?
  /// Variables of the command.
  var variables: [String: String] = [:]
  /// What the backends read under names of their own, by ``RuleSetting/hint``.
  var hints = JSONObject()

  /// Adds what a later rule says: it wins, but names with values (tags, secrets, variables) add up.
  mutating func add(_ later: TaskChange) {
    images = later.images ?? images
    cpu = later.cpu ?? cpu
    memory = later.memory ?? memory
    disk = later.disk ?? disk
    gpus = later.gpus ?? gpus
    timeLimit = later.timeLimit ?? timeLimit
    failures = later.failures ?? failures
    losses = later.losses ?? losses
    isCacheable = later.isCacheable ?? isCacheable
    variables.merge(later.variables) { $1 }
    for (name, value) in later.hints { hints[name] = hints[name]?.merged(with: value) ?? value }
  }

  func applied(to request: TaskRequest) -> TaskRequest {
    var request = request
    if let images { request.images = images }
    if let cpu { request.resources.cpu = cpu }
    if let memory { request.resources.memory = memory }
    if let disk {
      request.resources.disks = request.resources.disks.filter { $0.mountPoint != nil } + [TaskDisk(size: disk)]
    }
    if let gpus { request.resources.gpus = gpus }
    if let timeLimit { request.resources.timeLimit = timeLimit }
    if let failures { request.retries.failures = failures }
    if let losses { request.retries.losses = losses }
    if let isCacheable { request.isCacheable = isCacheable }
    request.environment.merge(variables) { $1 }
    for (name, value) in hints {
      let before = request.hints[name]
      for other in RuleSetting.otherHints(for: name) { request.hints[other] = nil }
      request.hints[name] = before?.merged(with: value) ?? value
    }
    return request
  }
}

extension JSONValue {
  /// The later value; of two objects, the members of both.
  fileprivate func merged(with later: JSONValue) -> JSONValue {
    guard var members = object, let others = later.object else { return later }
    for (name, value) in others { members[name] = value }
    return .object(members)
  }
}
