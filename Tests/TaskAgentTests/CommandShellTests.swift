import Testing

@testable import TaskAgent

@Suite struct CommandShellTests {
  private func find(_ shell: [String], path: String? = nil, has programs: Set<String>) -> CommandShell? {
    CommandShell.find(shell, path: path, isExecutable: programs.contains)
  }

  @Test func theShellThatIsAskedForIsTaken() {
    let shell = find(["/bin/bash", "-o", "pipefail"], has: ["/bin/bash", "/bin/sh"])
    #expect(shell?.program == "/bin/bash")
    #expect(shell?.arguments == ["/bin/bash", "-o", "pipefail"])
    #expect(shell?.remark == nil)
  }

  @Test func aNameIsLookedUpInThePath() {
    #expect(find(["bash"], path: "/a:/b", has: ["/b/bash"])?.program == "/b/bash")
    #expect(find(["bash"], has: ["/usr/bin/bash"])?.program == "/usr/bin/bash")
  }

  @Test func aMissingShellIsReplacedWithTheOptionsThatEveryShellKnows() {
    let shell = find(["/bin/bash", "-eu", "-o", "pipefail", "-x"], has: ["/bin/sh"])
    #expect(shell?.program == "/bin/sh")
    #expect(shell?.arguments == ["/bin/sh", "-eu", "-x"])
    #expect(shell?.remark == "the image has no /bin/bash: the command is run by /bin/sh")
  }

  @Test func aShellElsewhereInThePathWillDo() {
    #expect(find(["/bin/bash"], path: "/busybox", has: ["/busybox/sh"])?.program == "/busybox/sh")
  }

  @Test func anImageWithoutAShellHasNone() {
    #expect(find(["/bin/bash"], has: []) == nil)
  }
}
