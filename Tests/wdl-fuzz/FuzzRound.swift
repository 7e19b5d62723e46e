import Glibc
import Synchronization
import TaskFolder
import WDLFuzzing

/// Inputs by their number, and what becomes of them.
struct FuzzRound: Sendable {
  let corpus: FuzzCorpus
  let seed: UInt64
  let keep: String
  /// Seconds.
  let limit: Int

  /// The same for the same corpus, seed and number.
  func input(_ index: Int) -> [UInt8] {
    var mutator = Mutator(corpus, random: FuzzRandom(seed: seed, index: index))
    return mutator.document()
  }

  /// Where the number of the input stands that is being examined.
  var placeFile: String { keep + "/at" }

  /// Examines inputs one after the other; ends the process when one takes too long.
  func run(from: Int, to end: Int) async throws {
    try Disk.makeFolder(keep)
    let watch = Watch()
    let guardian = Task { try await guardAgainstHanging(watch) }
    defer { guardian.cancel() }
    let place = open(placeFile, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    defer { close(place) }
    var accepted = 0
    for index in from..<end {
      var number = Int64(index)
      pwrite(place, &number, 8, 0)
      watch.begin(index)
      let bytes = input(index)
      let examination = await Examination.of(bytes)
      watch.finish()
      if examination.isAccepted { accepted += 1 }
      for problem in examination.problems { try save(index, bytes, problem) }
      if (index + 1 - from) % 5_000 == 0 { say("\(index + 1) inputs") }
    }
    say("\(end - from) inputs, of which \(accepted) were documents without errors; the slowest took \(watch.slowest)")
  }

  /// Keeps an input and says how to have it again.
  func save(_ index: Int, _ bytes: [UInt8], _ problem: String) throws {
    let path = "\(keep)/\(seed)-\(index).wdl"
    try Disk.makeFolder(keep)
    try Disk.write(bytes, to: path)
    try Disk.write(Array((problem + "\n").utf8), to: path + ".txt")
    say("input \(index): \(problem)\n  kept as \(path); again: --seed \(seed) --from \(index) --count 1")
  }

  func say(_ line: String) {
    print(line)
    fflush(nil)
  }

  private func guardAgainstHanging(_ watch: Watch) async throws {
    while true {
      try await Task.sleep(for: .milliseconds(250))
      guard let index = watch.running(longerThan: .seconds(limit)) else { continue }
      try save(index, input(index), "not done after \(limit) seconds")
      exit(Self.hung)
    }
  }

  /// The exit code of a worker that ended itself because an input took too long.
  static let hung: Int32 = 3
}

/// Which input is being examined, and since when.
final class Watch: Sendable {
  private struct State {
    var index: Int?
    var start = ContinuousClock.now
    var slowest: (index: Int, time: Duration) = (0, .zero)
  }

  private let state = Mutex(State())

  func begin(_ index: Int) {
    state.withLock {
      $0.index = index
      $0.start = .now
    }
  }

  func finish() {
    state.withLock { state in
      let time = state.start.duration(to: .now)
      if time > state.slowest.time { state.slowest = (state.index ?? 0, time) }
      state.index = nil
    }
  }

  func running(longerThan limit: Duration) -> Int? {
    state.withLock { $0.start.duration(to: .now) > limit ? $0.index : nil }
  }

  var slowest: String { state.withLock { "\($0.slowest.time) (input \($0.slowest.index))" } }
}
