import AWSServices

/// What Batch says of the container that runs the task, whether the job has others or not.
struct JobContainer: Hashable, Sendable {
  var exitCode: Int?
  var reason: String?
  var logStream: String?
  /// Of the definition; nil where it is not told.
  var logConfiguration: LogConfiguration?
  var command: [String]?

  fileprivate init(
    _ exitCode: Int?, _ reason: String?, _ logStream: String?, _ logs: LogConfiguration? = nil,
    _ command: [String]? = nil
  ) {
    self.command = command
    self.exitCode = exitCode
    self.reason = reason
    self.logStream = logStream
    logConfiguration = logs
  }

  /// The task's among several; when it never ran, the reason is that of the one before it.
  fileprivate init?(_ containers: [(name: String?, container: JobContainer)]) {
    guard
      let task = containers.first(where: { $0.name == AgentContainer.task })?.container ?? containers.first?.container
    else { return nil }
    self = task
    if exitCode == nil, reason == nil { reason = containers.compactMap(\.container.reason).first }
  }
}

extension JobDetail {
  var taskContainer: JobContainer? {
    if let container {
      return JobContainer(
        container.exitCode, container.reason, container.logStreamName, container.logConfiguration,
        container.command)
    }
    let containers = ecsProperties?.taskProperties?.first?.containers ?? []
    return JobContainer(
      containers.map {
        ($0.name, JobContainer($0.exitCode, $0.reason, $0.logStreamName, $0.logConfiguration, $0.command))
      })
  }
}

extension AttemptDetail {
  var taskContainer: JobContainer? {
    if let container { return JobContainer(container.exitCode, container.reason, container.logStreamName) }
    let containers = taskProperties?.first?.containers ?? []
    return JobContainer(containers.map { ($0.name, JobContainer($0.exitCode, $0.reason, $0.logStreamName)) })
  }
}
