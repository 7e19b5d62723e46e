import Glibc
import JSONText
import TaskFolder
package import WorkflowEngine
package import WorkflowModel

/// All that a journal tells of one call.
package struct CallDetails: Sendable {
  package struct Attempt: Sendable {
    /// From 0.
    package let number: Int
    package let environment: String
    package let resources: TaskResources
    /// When its request went to the backend. Milliseconds since 1970, as all times here.
    package let prepared: Int64
    package fileprivate(set) var handle: BackendHandle?
    /// Why it waited, each reason once, in the order in which they were first told.
    package fileprivate(set) var reasons: [String] = []
    package fileprivate(set) var running: Int64?
    /// The machines that it was on, as far as they are known, in the order in which it was.
    package fileprivate(set) var stays: [MachineStay] = []
    package fileprivate(set) var ended: Int64?
    package fileprivate(set) var end: AttemptEnd?

    /// What it left, as far as it is known.
    package var files: TaskFiles? { if case .outcome(let outcome)? = end { outcome.files } else { nil } }
  }

  package private(set) var attempts: [Attempt] = []
  /// What it took from the cache, when it did not run.
  package private(set) var cached: CachedCall?
  /// When it was begun: once more each time the run was resumed before the call had succeeded.
  package private(set) var begun: [Int64] = []

  /// Reads the lines of a call from a journal. The others are not taken apart, so that this is a matter of how long the
  /// file is, and not of how many lines it has.
  ///
  /// - Throws: ``ExecutionError`` when it cannot be read.
  package init(of call: String, in directory: RunDirectory) throws {
    let needle = Array("\"call\":\(JSONWriter.compact(.string(call)))".utf8)
    do {
      _ = try JournalReader(directory.journal).lines(from: 0) { line in
        if contains(line, needle), let json = try? JSONParser.parse(Array(line)), let event = try? RunEvent(json) {
          apply(event)
        }
        return true
      }
    } catch {
      throw ExecutionError(doing: error.doing, path: error.path, number: error.number, writing: false)
    }
  }

  private mutating func apply(_ event: RunEvent) {
    switch event.kind {
    case .callStarted: begun.append(event.time)
    case .attemptPrepared(let name, let environment, let resources, _):
      attempts.removeAll { $0.number == name.number }
      attempts.append(
        Attempt(number: name.number, environment: environment, resources: resources, prepared: event.time))
    case .attemptSubmitted(let name, let handle), .attemptTakenOver(let name, let handle):
      change(name) { $0.handle = handle }
    case .attemptWaiting(let name, let reason):
      guard let reason else { return }
      change(name) { if !$0.reasons.contains(reason) { $0.reasons.append(reason) } }
    case .attemptRunning(let name): change(name) { $0.running = event.time }
    case .attemptPlaced(let name, let stay, _): change(name) { $0.stays.take(stay) }
    case .attemptEnded(let name, let end):
      change(name) { attempt in
        attempt.ended = event.time
        attempt.end = end
      }
    case .callCached(_, let cached): self.cached = cached
    default: break
    }
  }

  private mutating func change(_ name: AttemptName, _ body: (inout Attempt) -> Void) {
    guard let place = attempts.lastIndex(where: { $0.number == name.number }) else { return }
    body(&attempts[place])
  }
}

private func contains(_ line: UnsafeBufferPointer<UInt8>, _ needle: [UInt8]) -> Bool {
  guard let start = line.baseAddress, let first = needle.first else { return true }
  var place = 0
  while place + needle.count <= line.count, let found = memchr(start + place, Int32(first), line.count - place) {
    place = UnsafeRawPointer(found) - UnsafeRawPointer(start)
    guard place + needle.count <= line.count else { return false }
    if memcmp(start + place, needle, needle.count) == 0 { return true }
    place += 1
  }
  return false
}
