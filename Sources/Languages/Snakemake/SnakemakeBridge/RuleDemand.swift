package import JSONText
import WorkflowModel

/// What a rule asks for its jobs, apart from what they do: all of it can be judged before a job is handed over.
///
/// Resources mean what they mean to Snakemake: `mem_mb` (256 at least) and `disk_mb` are taken as MiB, as both of its
/// plug-ins for AWS Batch do, `runtime` is minutes of one attempt, `gpu` a count. Resources that begin with `aws_batch_`,
/// `batch_queue` and `shared_memory_size_mb` are settings of the job under these names; `martlet_NAME` is the setting
/// NAME. All others are left alone.
package struct RuleDemand: Hashable, Sendable {
  /// The rule's, or the group's.
  package let name: String
  package let threads: Int64
  /// As Snakemake evaluated them.
  package let resources: JSONObject

  init(_ members: BrokerMembers) throws(BrokerProblem) {
    name = try members.requiredText("name")
    threads = try members.integer("threads") ?? 1
    resources = try members.object("resources") ?? JSONObject()
  }

  // MARK: Settings

  private static let plainHints: Set<String> = ["batch_queue", "shared_memory_size_mb"]
  private static let ownPrefix = "martlet_"

  /// The settings of the job for its backend.
  package var hints: JSONObject {
    var hints = JSONObject()
    for (name, value) in resources {
      if name.hasPrefix(Self.ownPrefix) {
        hints[String(name.dropFirst(Self.ownPrefix.count))] = value
      } else if name.hasPrefix("aws_batch_") || Self.plainHints.contains(name) {
        hints[name] = value
      }
    }
    return hints
  }

  /// What is wrong with a setting, in the words in which the user gave it.
  ///
  /// - Parameter message: goes on after the setting's name.
  package func mistake(in setting: String, _ message: String) -> String {
    let resource = resources[setting] == nil ? Self.ownPrefix + setting : setting
    return "rule \(name): the resource `\(resource)` \(message)"
  }

  // MARK: Amounts

  private static let amounts = ["mem_mb", "disk_mb", "gpu", "runtime"]
  /// MiB. The agent needs some of it, and Snakemake where it runs: what a rule says is for its command alone.
  private static let leastMemory: Int64 = 256
  /// More than any machine has, and small enough to be reckoned with.
  private static let most: Int64 = 1 << 32

  /// - Throws: ``BrokerProblem`` that names the rule and the resource.
  func taskResources() throws(BrokerProblem) -> TaskResources {
    var found = TaskResources(cpu: Double(max(1, threads)))
    if let memory = try amount("mem_mb") { found.memory = max(memory, Self.leastMemory) << 20 }
    if let disk = try amount("disk_mb") { found.disks = [TaskDisk(size: disk << 20)] }
    if let gpus = try amount("gpu") { found.gpus = Int(gpus) }
    if let minutes = try amount("runtime") { found.timeLimit = minutes * 60 }
    return found
  }

  private func amount(_ resource: String) throws(BrokerProblem) -> Int64? {
    guard let value = resources[resource], !value.isNull else { return nil }
    guard let amount = value.int ?? value.double.flatMap({ Int64(exactly: $0.rounded(.up)) }), 0...Self.most ~= amount
    else { throw BrokerProblem(mistake(in: resource, "must be a number from 0 to \(Self.most)")) }
    return amount > 0 ? amount : nil
  }

  /// What is wrong with amounts, which all backends understand alike.
  package var wrongAmounts: [String] {
    Self.amounts.compactMap { resource in
      do throws(BrokerProblem) {
        _ = try amount(resource)
        return String?.none
      } catch { return error.description }
    }
  }
}
