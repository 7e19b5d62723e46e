package import AWSClient
import AWSServices
import S3Storage
import WorkflowModel

/// Decides which of martlet's job definitions nobody needs any more.
package struct DefinitionPruning: Sendable {
  /// A revision that is ACTIVE.
  package struct Definition: Hashable, Sendable {
    package var arn: String
    package var name: String
    package var revision: Int
    /// Of the shape.
    package var hash: String
    /// When it was registered, as far as its tags tell.
    package var registered: UnixTime?
    /// ARNs of the roles that its jobs have.
    package var roles: Set<String>

    package init(
      arn: String, name: String, revision: Int, hash: String, registered: UnixTime? = nil, roles: Set<String> = []
    ) {
      self.arn = arn
      self.name = name
      self.revision = revision
      self.hash = hash
      self.registered = registered
      self.roles = roles
    }

    /// `name:3`.
    package var label: String { "\(name):\(revision)" }
  }

  /// Why one goes.
  package enum Reason: Hashable, Sendable {
    /// An older revision of the same shape is the one that runs use.
    case doubled
    /// No job that Batch remembers uses it, and it is older than the limit, or of unknown age.
    case unused
  }

  package struct Verdict: Hashable, Sendable {
    package let definition: Definition
    package let reason: Reason
  }

  /// - Parameters:
  ///   - used: the ARNs of definitions of jobs that Batch remembers.
  ///   - keep: seconds for which a definition is kept that no job uses.
  package static func verdicts(
    on definitions: [Definition], used: Set<String>, now: UnixTime, keep: Double
  ) -> [Verdict] {
    var oldest: [String: Int] = [:]
    for each in definitions {
      oldest[each.name + each.hash] = min(oldest[each.name + each.hash] ?? .max, each.revision)
    }
    return definitions.filter { !used.contains($0.arn) }.compactMap { each in
      if each.revision > oldest[each.name + each.hash] ?? each.revision {
        return Verdict(definition: each, reason: .doubled)
      }
      let isYoung = each.registered.map { now - $0 < keep } ?? false
      return isYoung ? nil : Verdict(definition: each, reason: .unused)
    }
  }
}

/// Finds and takes away what ``DefinitionPruning`` names.
package struct DefinitionPruner: Sendable {
  private let batch: BatchClient
  private let clock: any AWSClock

  package init(_ configuration: AWSConfiguration) {
    batch = BatchClient(configuration)
    clock = configuration.clock
  }

  /// - Parameter keep: seconds.
  /// - Returns: how many definitions of martlet's there are, and which of them nobody needs.
  package func find(keep: Double) async throws -> (count: Int, verdicts: [DefinitionPruning.Verdict]) {
    do {
      let definitions = try await definitions()
      let verdicts = DefinitionPruning.verdicts(
        on: definitions, used: definitions.isEmpty ? [] : try await used(definitions), now: clock.now(), keep: keep)
      return (definitions.count, verdicts)
    } catch {
      throw ExecutionError.from(error, while: "cannot look for job definitions")
    }
  }

  /// Those whose jobs have one of these roles, whether jobs use them or not.
  package func find(with roles: Set<String>) async throws -> [DefinitionPruning.Definition] {
    do {
      return try await definitions().filter { !$0.roles.isDisjoint(with: roles) }
    } catch {
      throw ExecutionError.from(error, while: "cannot look for job definitions")
    }
  }

  /// Makes a definition inactive. Jobs that use it go on.
  package func deregister(_ definition: DefinitionPruning.Definition) async throws {
    do {
      _ = try await batch.deregisterJobDefinition(DeregisterJobDefinitionRequest(jobDefinition: definition.arn))
    } catch {
      throw ExecutionError.from(error, while: "cannot deregister \(definition.label)")
    }
  }

  /// Those that martlet registered: they carry the hash of their shape.
  private func definitions() async throws -> [DefinitionPruning.Definition] {
    var found: [DefinitionPruning.Definition] = []
    for try await page in batch.describeJobDefinitionsPages(DescribeJobDefinitionsRequest(status: "ACTIVE")) {
      for each in page.jobDefinitions ?? [] {
        guard let hash = each.parameters?[JobDefinitions.hashName] else { continue }
        found.append(
          DefinitionPruning.Definition(
            arn: each.jobDefinitionArn, name: each.jobDefinitionName, revision: each.revision, hash: hash,
            registered: each.tags?[JobDefinitions.registeredName].flatMap { UnixTime(iso8601: $0) },
            roles: Self.roles(of: each)))
      }
    }
    return found
  }

  private static func roles(of definition: JobDefinition) -> Set<String> {
    let tasks = definition.ecsProperties?.taskProperties ?? []
    let all =
      [definition.containerProperties?.jobRoleArn, definition.containerProperties?.executionRoleArn]
      + tasks.flatMap { [$0.taskRoleArn, $0.executionRoleArn] }
    return Set(all.compactMap(\.self))
  }

  /// Those of jobs of all queues, whatever their state: Batch remembers jobs for some days.
  private func used(_ definitions: [DefinitionPruning.Definition]) async throws -> Set<String> {
    var queues: [String] = []
    for try await page in batch.describeJobQueuesPages(DescribeJobQueuesRequest()) {
      queues += (page.jobQueues ?? []).map(\.jobQueueArn)
    }
    var used: Set<String> = []
    for queue in queues {
      for definition in definitions where !used.contains(definition.arn) {
        let filter = KeyValuesPair(name: "JOB_DEFINITION", values: [definition.arn])
        let page = try await batch.listJobs(ListJobsRequest(jobQueue: queue, maxResults: 1, filters: [filter]))
        if !page.jobSummaryList.isEmpty { used.insert(definition.arn) }
      }
    }
    return used
  }
}
