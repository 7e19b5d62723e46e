package import JSONText
package import WorkflowModel

/// What a task itself says about its job, in the attributes of its language or by the rules of martlet.yaml.
package struct TaskBatchSettings: Hashable, Sendable {
  var job: JobSettings
  /// In place of the image that the task names.
  var image: String?

  /// - Parameter hints: the task's attributes under any of their names. Others are left alone: they are somebody
  ///   else's, but for names that begin as ours do.
  /// - Parameter task: the call, for messages.
  /// - Throws: ``ExecutionError`` (`configuration`) that names the task and every attribute that is wrong.
  package init(hints: JSONObject, task: String) throws {
    var reader = Self.reader(hints, of: .task(task))
    self.init(&reader)
    try reader.throwProblems()
  }

  /// What is wrong with a task's attributes, before there is a call.
  ///
  /// - Parameters:
  ///   - hints: the task's attributes under any of their names, and others.
  ///   - environment: where the task is to run, if its settings alone say what they are put together with.
  package static func mistakes(inHints hints: JSONObject, on environment: BatchEnvironment?) -> [SettingMistake] {
    var reader = reader(hints, of: .configuration(place: ""))
    let task = TaskBatchSettings(&reader)
    if let environment { task.look(at: environment, &reader) }
    return reader.mistakes
  }

  /// Reports what cannot stand beside the environment's settings. A definition that an image names is not known here.
  private func look(at environment: BatchEnvironment, _ reader: inout SettingsReader) {
    if job.jobDefinition ?? environment.job.jobDefinition != nil {
      for setting in job.fixedByDefinition {
        reader.report(setting, "cannot be changed in a job definition of your own: say it there")
      }
    } else if [image, environment.container].allSatisfy({ $0.flatMap(JobDefinitionName.inImage) == nil }) {
      for (setting, message) in JobSettingsCheck.problems(job.over(environment.job)) { reader.report(setting, message) }
    }
  }

  /// A request for a backend that knows nothing of AWS: its time limit is what Batch's `timeout` says, where nothing else
  /// does.
  ///
  /// - Throws: ``ExecutionError`` (`configuration`) when it is none that Batch would take.
  package static func withTimeLimit(_ request: TaskRequest, of call: CallPath) throws -> TaskRequest {
    guard request.resources.timeLimit == nil, !request.hints.isEmpty else { return request }
    var reader = SettingsReader(
      request.hints, of: .task(call.description), names: SettingNames.ofTasks.filter { $0.first == "timeout" })
    guard let seconds = JobSettingsReader.timeLimit(&reader) else {
      try reader.throwProblems()
      return request
    }
    var request = request
    request.resources.timeLimit = seconds
    return request
  }

  private static func reader(_ hints: JSONObject, of owner: SettingsOwner) -> SettingsReader {
    var reader = SettingsReader(hints, of: owner, names: SettingNames.ofTasks)
    for name in hints.names where isOurs(name) && !names.contains(name) {
      reader.refuse(name, "a task on AWS Batch", names)
    }
    return reader
  }

  /// What is wrong with settings that a rule of martlet.yaml has for tasks, before there is a task.
  ///
  /// - Parameter settings: those of ``SettingNames/ofTasks``, and no others.
  package static func mistakes(in settings: JSONObject) -> [SettingMistake] {
    var reader = SettingsReader(settings, of: .configuration(place: ""), names: SettingNames.ofTasks)
    reader.refuseUnknownNames(of: "a task on AWS Batch")
    _ = TaskBatchSettings(&reader, isChecked: true)
    return reader.mistakes
  }

  /// - Parameter isChecked: the names have been looked at.
  private init(_ reader: inout SettingsReader, isChecked: Bool = false) {
    if !isChecked { reader.refuseDoubles() }
    job = JobSettingsReader.settings(&reader)
    image = reader.read("aws_batch_container_image", SettingKinds.text)
    job.vCPUs = reader.read("vcpus", SettingKinds.amount)
    job.memory = reader.read("aws_batch_mem_mb") { value throws(SettingProblem) in
      try SettingKinds.integer(value, from: 1, to: 1 << 40, unit: "MiB")
    }
    job.gpus = reader.read("gpus") { value throws(SettingProblem) in
      Int(try SettingKinds.integer(value["request"] ?? value, from: 0, to: 1000))
    }
    job.jobUUID = reader.read("jobUUID", SettingKinds.text)
    if reader.read("noAddress", SettingKinds.boolean) == true, job.assignPublicIP == nil { job.assignPublicIP = false }
  }

  private static let names = SettingNames.ofTasks.flatMap(\.self)

  private static func isOurs(_ name: String) -> Bool { name.hasPrefix("aws_batch_") || name.hasPrefix("awsBatch") }
}
