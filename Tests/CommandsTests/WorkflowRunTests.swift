import Glibc
import TaskFolder
import TestSupport
import Testing

/// Whole runs of draft-2 and 1.0, for which there are no published cases: `Runs/<version>/<case>/source.wdl` is run in a
/// copy of its folder, with `inputs.json` where there is one, by processes of this machine. It gives `outputs.json`, or
/// fails and says `error.txt`. `BLESS=1` rewrites what is expected.
@Suite struct WorkflowRunTests {
  private static let golden = Golden("Runs")

  static let cases: [String] = {
    let names = (try? golden.names(endingWith: "/source.wdl")) ?? []
    return names.map { String($0.dropLast("/source.wdl".count)) }
  }()

  @Test(arguments: cases) func aWorkflowGivesWhatIsExpected(_ name: String) throws {
    let scratch = try ScratchFolder()
    let files = try Self.golden.names(endingWith: "").filter { $0.hasPrefix(name + "/") }
    for file in files { try scratch.write(Self.golden.text(of: file), to: "case/" + file.dropFirst(name.count + 1)) }
    let status = try run(in: scratch.path, hasInputs: files.contains(name + "/inputs.json"))
    let stderr = try scratch.text(of: "stderr")
    let (found, other, said) =
      status == 0
      ? ("outputs.json", "error.txt", try scratch.text(of: "outputs.json")) : ("error.txt", "outputs.json", stderr)
    let difference = try Self.golden.difference(of: plain(said, scratch.path), from: name + "/" + found)
    #expect(difference == nil, "\(difference ?? "")\n\(stderr)")
    #expect(!files.contains(name + "/" + other), "the exit status is \(status)")
  }

  private func run(in folder: String, hasInputs: Bool) throws -> Int32 {
    let program = Disk.parent(of: try Disk.realPath(of: "/proc/self/exe") ?? "")
    let line = """
      cd '\(folder)/case' && PATH='\(program)':"$PATH" HOME='\(folder)' XDG_CONFIG_HOME= martlet run source.wdl \
      \(hasInputs ? "--inputs inputs.json" : "") --containers none --runs-dir '\(folder)/runs' --quiet \
      --outputs '\(folder)/outputs.json' >'\(folder)/stdout' 2>'\(folder)/stderr' </dev/null
      """
    return (system(line) >> 8) & 0xFF
  }

  /// Without what differs from run to run: the folders.
  private func plain(_ text: String, _ folder: String) -> String {
    text.replacing(folder + "/case", with: "<case>")
      .replacing(#//[^" ]*/runs/\w+-\d{8}-\d{6}(-\d+)?/#, with: "<run>")
  }
}
