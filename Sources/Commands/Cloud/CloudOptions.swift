import ArgumentParser
import JSONText
import WorkflowModel

/// What can be chosen of what stands up on AWS. What is not said stays as it was chosen before.
struct CloudOptions: ParsableArguments {
  @Argument(help: "What it is called: the environment in martlet.yaml, and martlet-NAME on AWS.")
  var name: String

  @Option(help: "The AWS region; the first time without it that of the variables or the profile.")
  var region: String?

  @Option(help: "vCPUs that tasks may use at a time on demand, and as many on Spot.")
  var maxVcpus: Int?

  @Flag(inversion: .prefixedNo, help: "Whether tasks run on Spot machines.")
  var spot: Bool?

  @Option(help: "A VPC that exists; without it one is made.")
  var vpc: String?

  @Option(help: "A subnet of that VPC; repeatable.")
  var subnet: [String] = []

  @Option(help: "A bucket that exists; without it one is made.")
  var bucket: String?

  @Option(help: "A family or type of machines that may be used; repeatable.")
  var instanceType: [String] = []

  @Flag(
    inversion: .prefixedNo, help: "Whether machines have the agent on their disks, instead of each job fetching it.")
  var agentOnHosts: Bool?

  @Option(help: "NAME=VALUE, a tag for everything; repeatable.")
  var tag: [String] = []

  @Option(help: "NAME=VALUE, any variable of the module, as JSON or text; null for its default; repeatable.")
  var `var`: [String] = []

  func validate() throws {
    if (vpc == nil) != subnet.isEmpty { throw ValidationError("--vpc and --subnet go together") }
    if let bucket, bucket.contains("/") {
      throw ValidationError("--bucket takes a bucket's name alone, without s3:// and folder")
    }
    if let maxVcpus, maxVcpus < 1 { throw ValidationError("--max-vcpus takes a number from 1") }
  }

  /// What was chosen before, with what these options say.
  ///
  /// - Throws: ``ExecutionError`` (`configuration`).
  func applied(to earlier: CloudChoices) throws -> CloudChoices {
    var choices = earlier
    if let region, let before = choices.region, region != before {
      throw ExecutionError(
        .configuration, "`\(name)` is in \(before), and cannot move to \(region)",
        help: "set another one up in \(region) under another name, or take this one down first")
    }
    choices.values["name"] = choices.values["name"] ?? .string("martlet-" + name)
    choices.values["environment"] = .string(name)
    if let region { choices.values["region"] = .string(region) }
    if let maxVcpus { choices.values["max_vcpus"] = .int(maxVcpus) }
    if let spot { choices.values["spot"] = .bool(spot) }
    if let vpc { choices.values["vpc_id"] = .string(vpc) }
    if !subnet.isEmpty { choices.values["subnet_ids"] = .array(subnet.map(JSONValue.string)) }
    if let bucket { choices.values["bucket"] = .string(bucket) }
    if !instanceType.isEmpty { choices.values["instance_types"] = .array(instanceType.map(JSONValue.string)) }
    if let agentOnHosts { choices.values["agent_file"] = agentOnHosts ? .string(Composition.agentPath) : nil }
    try choices.add(tags: tag)
    for assignment in `var` { try choices.set(assignment) }
    return choices
  }
}
