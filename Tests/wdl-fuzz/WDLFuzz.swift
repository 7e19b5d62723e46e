import ArgumentParser
import TaskFolder
import WDLFuzzing

/// `wdl-fuzz`: damages documents at random and looks whether the language bears it.
@main
struct WDLFuzz: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wdl-fuzz",
    abstract:
      "Damages WDL documents at random, and checks that reading, checking, formatting and evaluating them ends well.",
    discussion: """
      The same seed gives the same inputs. What goes wrong is kept in a file, with the command that does it again; the \
      exit code is 1 then.
      """)

  @Option(help: "How many inputs.")
  var count = 100_000

  @Option(help: "What the inputs are made of, together with the corpus.")
  var seed: UInt64 = 1

  @Option(help: "The number of the first input.")
  var from = 0

  @Option(
    help: "A folder whose .wdl files are damaged; may be given often. Without one, the documents that are built in.")
  var corpus: [String] = []

  @Option(help: "Where inputs that went wrong are kept.")
  var keep = "wdl-fuzz-failures"

  @Option(help: "Seconds that one input may take.")
  var limit = 10

  @Option(help: "Megabytes of memory that the process may take.")
  var memory = 4_096

  @Flag(help: "Examine the corpus as it is, and count what is said of it.")
  var unchanged = false

  @Flag(help: .hidden)
  var worker = false

  func run() async throws {
    let documents = try FuzzFolder.documents(of: corpus)
    if unchanged { return try await UnchangedCorpus(documents: documents).report() }
    let corpus = documents.isEmpty ? FuzzCorpus.builtIn : FuzzCorpus(documents)
    let round = FuzzRound(corpus: corpus, seed: seed, keep: keep, limit: limit)
    if worker {
      MemoryLimit.set(megabytes: memory)
      try await round.run(from: from, to: from + count)
    } else {
      let supervisor = Supervisor(round: round, arguments: Array(CommandLine.arguments.dropFirst()))
      let isClean = try await supervisor.run(from: from, to: from + count)
      if !isClean { throw ExitCode(1) }
    }
  }
}
