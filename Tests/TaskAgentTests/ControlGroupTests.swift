import AWSServices
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

  @Test func versionTwoCountsTimeAndBytes() throws {
    try write("usage_usec 1500000\nuser_usec 1000000\n", "/cpu.stat")
    try write("8:0 rbytes=100 wbytes=20 rios=1\n8:16 rbytes=5 wbytes=0 rios=1\n", "/io.stat")
    let counters = ControlGroup(root: root, membership: "0::/\n").counters
    #expect(counters == .init(processorTime: 1500, bytesRead: 105, bytesWritten: 20))
    let earlier = ControlGroup.Counters(processorTime: 500, bytesRead: 106)
    #expect(counters.since(earlier) == .init(processorTime: 1000))
  }

  @Test func versionOneCountsTimeAndBytesByItsControllers() throws {
    try write("2500000000\n", "/cpuacct/docker/abc/cpuacct.usage")
    try write(
      "8:0 Read 7\n8:0 Write 9\n8:0 Total 16\n8:16 Read 1\n8:16 Write 0\n8:16 Total 1\nTotal 17\n",
      "/blkio/docker/abc/blkio.throttle.io_service_bytes")
    let membership = "4:cpu,cpuacct:/docker/abc\n3:blkio:/docker/abc\n"
    #expect(
      ControlGroup(root: root, membership: membership).counters
        == .init(processorTime: 2500, bytesRead: 8, bytesWritten: 9))
  }

  @Test func aLimitThatNoMachineReachesIsNone() throws {
    try write("9223372036854771712\n", "/memory/memory.limit_in_bytes")
    #expect(ControlGroup(root: root, membership: "").memoryLimit == nil)
    try write("536870912\n", "/memory.max")
    #expect(ControlGroup(root: root, membership: "0::/\n").memoryLimit == 536_870_912)
    try write("max\n", "/memory.max")
    #expect(ControlGroup(root: root, membership: "0::/\n").memoryLimit == nil)
  }

  @Test(arguments: [(nil, 32), (128 << 20, 4), (512 << 20, 16), (16 << 30, 32)])
  func transfersLeaveMostOfTheMemoryToOthers(memory: Int64?, parallelism: Int) {
    #expect(S3ObjectStore.settings(memory: memory).parallelism == parallelism)
  }
}
