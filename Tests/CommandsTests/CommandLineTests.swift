import Glibc
import TaskFolder
import TestSupport
import Testing

/// What the program says, case by case: `Cases/<case>/command` is run by `sh` in a copy of its folder, and `expected`
/// has stdout, stderr and the exit status. `BLESS=1` rewrites what is expected.
@Suite struct CommandLineTests {
  private static let golden = Golden("Cases")

  static let cases: [String] = {
    let names = (try? golden.names(endingWith: "/command")) ?? []
    return names.map { String($0.dropLast("/command".count)) }
  }()

  @Test(arguments: cases) func theProgramSaysWhatIsExpected(_ name: String) throws {
    let scratch = try ScratchFolder()
    for file in try Self.golden.names(endingWith: "") where file.hasPrefix(name + "/") {
      try scratch.write(Self.golden.text(of: file), to: "case/" + file.dropFirst(name.count + 1))
    }
    let status = try run(in: scratch.path)
    let said = """
      exit status \(status)
      --- stdout
      \(try scratch.text(of: "stdout"))--- stderr
      \(try scratch.text(of: "stderr"))
      """
    let difference = try Self.golden.difference(of: plain(said, scratch.path), from: name + "/expected")
    #expect(difference == nil, "\(difference ?? "")")
  }

  private func run(in folder: String) throws -> Int32 {
    let program = Disk.parent(of: try Disk.realPath(of: "/proc/self/exe") ?? "")
    let line = """
      cd '\(folder)/case' && PATH='\(program)':"$PATH" HOME='\(folder)' XDG_CONFIG_HOME= XDG_CACHE_HOME= \
      COLUMNS=80 sh ./command >'\(folder)/stdout' 2>'\(folder)/stderr' </dev/null
      """
    return (system(line) >> 8) & 0xFF
  }

  /// Without what differs from run to run: the folder, and times of day.
  private func plain(_ text: String, _ folder: String) -> String {
    text.replacing(folder + "/case", with: "<folder>").replacing(#/\d{8}-\d{6}(-\d+)?/#, with: "<time>")
      .replacing(#/\d\d:\d\d:\d\d/#, with: "<time>")
  }
}
