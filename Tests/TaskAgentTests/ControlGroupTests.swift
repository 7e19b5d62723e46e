import Glibc
import TaskFolder
import Testing

@testable import TaskAgent

@Suite final class ControlGroupTests {
  private let root: String

  init() throws {
    root = "/tmp/martlet-cgroup-tests-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    try Disk.makeFolder(root)
  }

  deinit { try? Disk.removeTree(root) }

  private func write(_ text: String, _ path: String) throws {
    try Disk.makeFolder(Disk.parent(of: root + path))
    try Disk.write(Array(text.utf8), to: root + path)
  }

  @Test func versionTwoTellsItsPeak() throws {
    try write("1048576\n", "/memory.peak")
    #expect(ControlGroup(root: root, membership: "0::/\n").peakMemory == 1_048_576)
  }

  @Test func versionOneTellsItsPeakByTheGroupsPath() throws {
    try write("7\n", "/memory/memory.max_usage_in_bytes")
    try write("9\n", "/memory/docker/abc/memory.max_usage_in_bytes")
    #expect(ControlGroup(root: root, membership: "9:cpu:/x\n4:memory:/docker/abc\n").peakMemory == 9)
    #expect(ControlGroup(root: root, membership: "4:memory:/docker/gone\n").peakMemory == 7)
  }

  @Test func whatIsNotToldIsNotInvented() {
    #expect(ControlGroup(root: root, membership: "").peakMemory == nil)
  }
}
