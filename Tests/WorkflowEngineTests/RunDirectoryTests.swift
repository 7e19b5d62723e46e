import Glibc
import TaskFolder
import TestSupport
import Testing
import WorkflowEngine
import WorkflowModel

@Suite struct RunDirectoryTests {
  private let time: Int64 = 1_700_000_000_000

  @Test func runsOfTheSameSecondAreNumbered() throws {
    let scratch = try ScratchFolder()
    let runs = scratch.path + "/some/runs"
    let names = try (0..<3).map { _ in try RunDirectory.make(in: runs, workflow: "variants", time: time).place.name }
    let stamp = WallClock.text(time, "%Y%m%d-%H%M%S")
    #expect(names == ["variants-\(stamp)", "variants-\(stamp)-2", "variants-\(stamp)-3"])
    #expect(Disk.target(of: runs + "/_latest") == names[2])
  }

  @Test(arguments: [("a/b c", "a_b_c"), ("..", "run"), ("-x", "x"), ("Größe", "Gr__e"), ("", "run")])
  func namesAreFitForAFolder(workflow: String, plain: String) throws {
    let scratch = try ScratchFolder()
    let name = try RunDirectory.make(in: scratch.path, workflow: workflow, time: time).place.name
    #expect(name.hasPrefix(plain + "-2023"))
  }

  @Test func aRunsFolderThatIsAFileIsAClearError() throws {
    let scratch = try ScratchFolder()
    let file = try scratch.write("", to: "file")
    let error = #expect(throws: ExecutionError.self) { try RunDirectory.make(in: file, workflow: "w", time: time) }
    #expect(error?.code == .notWritable)
    #expect(error?.message == "cannot make the folder \(file): File exists")
  }

  @Test func aRunsFolderOnAReadOnlyFileSystemIsAClearError() throws {
    let error = #expect(throws: ExecutionError.self) {
      try RunDirectory.make(in: "/proc/martlet-runs", workflow: "w", time: time)
    }
    #expect(error?.message.hasPrefix("cannot make the folder /proc/martlet-runs") == true)
  }
}
