import JSONText
import TaskManifest

/// What runs inside the user's container: bring the inputs, run the command, keep the outputs, say how it went.
package struct Agent: Sendable {
  /// Makes the store for the bucket of the task's files, in that region.
  package typealias StoreMaker =
    @Sendable (_ region: String?, _ environment: [String: String]) async throws
    -> any ObjectStore

  private let makeStore: StoreMaker
  private let environment: [String: String]
  private let stops: AsyncStream<Int32>
  private let streams: AgentStreams

  /// - Parameters:
  ///   - environment: the container's variables; the command gets them too.
  ///   - stops: yields when the task should end.
  ///   - streams: where the command's streams are shown live.
  package init(
    environment: [String: String], stops: AsyncStream<Int32>, streams: AgentStreams = AgentStreams(),
    makeStore: @escaping StoreMaker
  ) {
    self.environment = environment
    self.stops = stops
    self.streams = streams
    self.makeStore = makeStore
  }

  /// Does what the arguments say.
  ///
  /// - Returns: the exit status: the command's own, 128 and its signal, or an ``AgentStatus``.
  package func run(_ arguments: [String]) async -> Int32 {
    do {
      switch try AgentArguments(arguments) {
      case .version:
        print("martlet-agent \(AgentVersion.current)")
        return 0
      case .install(let path):
        try AgentVersion.install(path)
        return 0
      case .run(let run):
        if let expected = run.expectedSHA256 { try AgentVersion.check(expected) }
        return try await self.run(run)
      }
    } catch let failure as AgentFailure {
      AgentMessages.say(failure.description)
      return failure.status.rawValue
    } catch {
      AgentMessages.say("\(error)")
      return AgentStatus.usage.rawValue
    }
  }

  private func run(_ run: AgentArguments.Run) async throws -> Int32 {
    var store: any ObjectStore
    let manifest: TaskManifest
    do {
      store = try await makeStore(run.region, environment)
      let text = try await ManifestReader(store: store, environment: environment).text(run)
      manifest = try TaskManifest(json: JSONParser.parse(text))
      store = store.with(manifest.objects)
    } catch {
      throw AgentFailure(.manifest, "cannot read the task's manifest \(run.manifest): \(error)")
    }
    guard let destination = ObjectAddress(manifest.destination) else {
      throw AgentFailure(.manifest, "the manifest's destination is `\(manifest.destination)`, not s3://BUCKET/PREFIX")
    }
    let task = TaskRun(
      manifest: manifest, destination: destination, store: store, environment: environment, streams: streams)
    var result = await stoppable(task)
    result.batchAttempt = environment["AWS_BATCH_JOB_ATTEMPT"].flatMap { Int64($0) }
    let keeper = ResultKeeper(store: store, destination: destination, folders: TaskFolders(manifest))
    do { try await keeper.keepStreams() } catch  where result.failure == nil {
      result.failure = FailureReading(.stageOut, isStopped: false).failure(error)
    } catch {
      AgentMessages.say("the command's stdout and stderr could not be kept: \(error)")
    }
    if let failure = result.failure { AgentMessages.say(failure.message) }
    do { try await keeper.keep(result) } catch {
      throw AgentFailure(.result, "the task's result could not be written: \(error)")
    }
    TaskFolders(manifest).clear()
    return result.agentStatus
  }

  /// Runs the task until it has ended, which the first wish to stop makes it do soon.
  private func stoppable(_ task: TaskRun) async -> TaskResult {
    await withTaskGroup(of: TaskResult?.self) { group in
      group.addTask { await task() }
      group.addTask {
        for await _ in stops { return nil }
        // Nobody will ask any more: this must not look like a wish.
        while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) }
        return nil
      }
      var ended: TaskResult?
      while ended == nil, let next = await group.next() {
        group.cancelAll()
        ended = next
      }
      group.cancelAll()
      return ended ?? TaskResult()
    }
  }
}
