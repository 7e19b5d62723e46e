import Glibc
import SourceText
import WDLLanguage

/// What is done with each document.
enum Step: String, CaseIterable {
  /// Text to syntax.
  case parse
  /// Text to a typed program, with all that is imported.
  case check
  /// The same, and the lints.
  case lint
}

/// How fast one core does a step.
struct Rate {
  let step: Step
  /// Of all repetitions: bytes of text, what is imported counted each time that it is read again.
  private(set) var bytes = 0
  /// Of all repetitions.
  private(set) var seconds = 0.0
  /// Of one repetition.
  private(set) var withErrors = 0

  var megabytesPerSecond: Double { Double(bytes) / 1e6 / seconds }

  /// Repeats the step over the whole collection until it has taken `seconds` of CPU.
  init(of step: Step, over collection: Collection, seconds: Double) async throws {
    self.step = step
    _ = try await Self.pass(step, collection)
    while self.seconds < seconds {
      let start = Self.cpuSeconds
      let (bytes, withErrors) = try await Self.pass(step, collection)
      self.seconds += Self.cpuSeconds - start
      self.bytes += bytes
      self.withErrors = withErrors
    }
  }

  private static func pass(_ step: Step, _ collection: Collection) async throws -> (bytes: Int, withErrors: Int) {
    var total = (bytes: 0, withErrors: 0)
    for (path, text) in collection.documents {
      if step == .parse {
        total.bytes += text.count
        let parsed = WDLParser.parse(SourceFile(name: path, bytes: text))
        if parsed.diagnostics.contains(where: { $0.severity == .error }) { total.withErrors += 1 }
        continue
      }
      var read = 0
      let loaded = try await DocumentLoader.load(path, lints: step == .lint) { source in
        let bytes = try collection.bytes(of: source)
        read += bytes.count
        return bytes
      }
      total.bytes += read
      if loaded.typed == nil { total.withErrors += 1 }
    }
    return total
  }

  private static var cpuSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
