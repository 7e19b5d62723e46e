import AWSClient
import AWSServices
import Concurrency
import WorkflowModel

/// A job definition that the user made and martlet leaves as it is: jobs override command, CPUs, memory, GPUs and
/// environment, nothing else.
struct OwnJobDefinition: Hashable, Sendable {
  /// As the user names it.
  let name: String
  let container: ContainerProperties
  let platform: JobSettings.Platform

  /// - Throws: ``ExecutionError`` (`configuration`) when jobs of the definition cannot run a task.
  init(_ definition: JobDefinition, named name: String) throws {
    guard definition.type == "container", let container = definition.containerProperties else {
      throw ExecutionError(
        .configuration, "the job definition `\(name)` is not of one container (`containerProperties`)",
        help: "name one of type `container` with `containerProperties`, or let martlet make one: name an image")
    }
    self.name = name
    self.container = container
    platform = definition.platformCapabilities?.contains("FARGATE") == true ? .fargate : .ec2
  }

  var architecture: JobSettings.Architecture? {
    container.runtimePlatform?.cpuArchitecture.flatMap(JobSettings.Architecture.init(rawValue:))
  }

  /// What people should know when a task names another image than the definition has.
  func note(for image: String?) -> [String] {
    guard let image, let own = container.image, image != own, JobDefinitionName.inImage(image) == nil else { return [] }
    return ["runs in `\(own)` of the job definition `\(name)`, not in `\(image)`"]
  }

  /// Where in the container a file of the host is; nil when the definition does not mount it.
  func path(ofHost path: String) -> String? {
    for mount in container.mountPoints ?? [] {
      let volume = container.volumes?.first { $0.name == mount.sourceVolume }
      guard let source = volume?.host?.sourcePath, let target = mount.containerPath else { continue }
      if path == source { return target }
      let folder = source.hasSuffix("/") ? source : source + "/"
      if path.hasPrefix(folder) {
        return (target.hasSuffix("/") ? target : target + "/") + path.dropFirst(folder.count)
      }
    }
    return nil
  }
}

/// Looks at the user's own job definitions, each once a process.
struct OwnJobDefinitions: Sendable {
  private let batch: BatchClient
  private let region: String
  private let known = SharedWork<String, OwnJobDefinition>()

  init(batch: BatchClient, region: String) {
    self.batch = batch
    self.region = region
  }

  /// - Parameter name: with a revision or without, or an ARN.
  /// - Throws: ``ExecutionError`` when there is no such active definition, or its jobs cannot run a task.
  func definition(_ name: String) async throws -> OwnJobDefinition {
    try await known.value(for: name) { [self] in
      guard let found = try await find(name) else {
        throw ExecutionError(
          .notFound, "there is no active job definition `\(name)` in \(region)",
          help: "look at them: aws batch describe-job-definitions --status ACTIVE --region \(region)")
      }
      return try OwnJobDefinition(found, named: name)
    }
  }

  /// Without a revision: the newest, as SubmitJob takes it.
  private func find(_ name: String) async throws -> JobDefinition? {
    let last = name.split(separator: "/").last ?? ""
    var request = DescribeJobDefinitionsRequest(jobDefinitions: [name])
    if !last.contains(":") {
      request = DescribeJobDefinitionsRequest(jobDefinitionName: String(last), status: "ACTIVE")
    }
    var newest: JobDefinition?
    for try await page in batch.describeJobDefinitionsPages(request) {
      for found in page.jobDefinitions ?? [] where found.status ?? "ACTIVE" == "ACTIVE" {
        if found.revision > newest?.revision ?? 0 { newest = found }
      }
    }
    return newest
  }
}
