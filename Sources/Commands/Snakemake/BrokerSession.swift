import AWSBatchBackend
import Glibc
import JSONText
import SnakemakeBridge
import WorkflowEngine
import WorkflowModel

/// One Snakemake that hands over its jobs: a run of its own, from the hello to the end.
struct BrokerSession: Sendable {
  let reply: @Sendable (BrokerReply) -> Void

  /// - Parameter lines: what comes in.
  func run(_ lines: AsyncStream<[UInt8]>) async -> ExitStatus {
    do {
      try await Signals.cancelling(saying: nil) { try await speak(lines) }
      reply(.bye)
      return .success
    } catch let status as ExitStatus {
      reply(.fatal(message: "the broker was interrupted by a signal", help: nil))
      return status
    } catch let error as BrokerProblem {
      reply(.fatal(message: "\(error)", help: nil))
      return .usage
    } catch let error as ExecutionError {
      let cause = error.cause.map { ": \($0)" } ?? ""
      reply(.fatal(message: error.message + cause, help: error.help))
      return .failure
    } catch is CancellationError {
      reply(.bye)
      return .success
    } catch {
      reply(.fatal(message: "\(error)", help: nil))
      return .failure
    }
  }

  private func speak(_ lines: AsyncStream<[UInt8]>) async throws {
    let hello = try await hello(of: lines)
    let place = try BrokerPlace(hello)
    let composition = Composition(quiet: true)
    let environment = try await composition.environment(place.environment, of: place.configuration)
    let runs = hello.runs ?? GoingOn.usualRuns
    let session = RunSession(
      composition: composition, environment: environment, mode: .continue, cache: .off,
      runs: runs.hasPrefix("/") ? runs : hello.folder + "/" + runs, outputs: nil)
    do {
      try await run(hello, place, requests(lines, hello), session)
    } catch {
      await environment.shutdown()
      throw error
    }
    await environment.shutdown()
  }

  private func hello(of lines: AsyncStream<[UInt8]>) async throws -> BrokerHello {
    for await line in lines {
      guard case .hello(let hello)? = try BrokerRequest.read(line) else {
        throw BrokerProblem("the first request must be `hello`")
      }
      guard hello.folder.hasPrefix("/") else { throw BrokerProblem("`hello.workdir` must be absolute") }
      return hello
    }
    throw BrokerProblem("the plug-in said nothing")
  }

  private func run(
    _ hello: BrokerHello, _ place: BrokerPlace, _ requests: AsyncStream<BrokerRequest>, _ session: RunSession
  ) async throws {
    let earlier = hello.resumed.flatMap { EarlierSession($0, in: session.runs) }
    let jobs = earlier?.jobs ?? BrokerJobs()
    let copies = session.environment.mirror?.folder
    let publishing = try FilePublishing(
      session.environment.storages, try OwnPrograms(of: session.environment),
      copy: hello.run.flatMap { copies?.appending($0) })
    let workflow = BrokerWorkflow(
      name: "snakemake-" + FileReference(hello.folder).name, requests: requests, jobs: jobs, reply: reply,
      judge: { place.mistakes(in: $0) }, places: publishing)
    let observers: [any RunObserver] = [
      ConfigurationRecord(environments: session.environment.settings),
      BrokerObserver(
        jobs, publishing, copies: copies, region: try await session.environment.region(),
        reply),
      ReportObserver(runs: session.runs),
    ]
    let engine = session.engine(observers: observers) { directory in
      try RunRecord.writeOfSnakemake(in: hello.folder, to: directory)
    }
    do {
      if let earlier {
        reply(
          .note(isWarning: false, "going on with the run \(earlier.directory.place.name), whose jobs are taken over"))
        _ = try await engine.resume(workflow, in: earlier.directory)
      } else {
        _ = try await engine.run(workflow, named: hello.run)
      }
    } catch let error as ExecutionError where error.code == .taskFailed {
      // Each job has been told of.
    }
    for call in jobs.forgotten {
      guard let job = earlier?.handle(of: call) else { continue }
      reply(.note(isWarning: true, "\(call) of the earlier session was not asked for again, and may go on: job \(job)"))
    }
  }

  /// - Returns: what comes after the hello; it ends with the input, and with the first line that is wrong.
  private func requests(_ lines: AsyncStream<[UInt8]>, _ hello: BrokerHello) -> AsyncStream<BrokerRequest> {
    let (requests, continuation) = AsyncStream.makeStream(of: BrokerRequest.self)
    let work = Task {
      // Whether Snakemake has said what is to become of its jobs.
      var isOver = false
      for await line in lines {
        do {
          guard let request = try BrokerRequest.read(line) else { continue }
          continuation.yield(request)
          isOver = isOver || request == .shutdown || request == .cancel
        } catch {
          reply(.fatal(message: "\(error)", help: nil))
          isOver = true
          break
        }
      }
      if !isOver, hello.leavesJobs {
        // As if this process had died with Snakemake: its jobs go on, and the next session takes them over.
        _exit(ExitStatus.interrupted.rawValue)
      }
      continuation.finish()
    }
    continuation.onTermination = { _ in work.cancel() }
    return requests
  }
}
