import Testing
import WorkflowModel

@testable import WorkflowEngine

@Suite struct CanonicalPathsTests {
  private let container = TaskPlacement(inputFolder: "/in", workFolder: "/work", seesLocalFiles: false)
  private let process = TaskPlacement(inputFolder: "/runs/x/calls/a/inputs", workFolder: nil, seesLocalFiles: true)

  private func request(_ inputs: [TaskInput], inPlace: [InPlaceInput] = []) -> TaskRequest {
    var request = TaskRequest(command: "")
    request.inputs = inputs
    request.readInPlace = inPlace
    return request
  }

  /// Two files of one folder and one of another, under this folder of inputs.
  private func three(below folder: String, from origin: String) -> TaskRequest {
    request([
      TaskInput(.file(FileReference(origin + "/a/x.bam")), at: folder + "/0/x.bam"),
      TaskInput(.file(FileReference(origin + "/b/y.fa")), at: folder + "/1/y.fa"),
      TaskInput(.file(FileReference(origin + "/a/x.bai")), at: folder + "/0/x.bai"),
    ])
  }

  @Test func theSameTaskReadsTheSameEverywhere() {
    let here = CanonicalPaths(three(below: process.inputFolder, from: "/home/me"), process)
    let there = CanonicalPaths(three(below: "/in", from: "s3://bucket/data"), container)
    #expect(here.inputs == ["0/x.bam", "1/y.fa", "0/x.bai"])
    #expect(here.inputs == there.inputs)
    let text = "tool /runs/x/calls/a/inputs/0/x.bam.bai '/runs/x/calls/a/inputs/1/y.fa' > out"
    #expect(here.canonical(text) == there.canonical("tool /in/0/x.bam.bai '/in/1/y.fa' > out"))
    #expect(here.canonical(text) != text)
  }

  @Test func aFolderReadInPlaceCountsAsOneThatIsBrought() {
    let staged = request([
      TaskInput(.folder(FileReference("/d/ref")), at: "/in/0/ref"),
      TaskInput(.file(FileReference("/e/r.fq")), at: "/in/1/r.fq"),
    ])
    let inPlace = request(
      [TaskInput(.file(FileReference("/e/r.fq")), at: process.inputFolder + "/0/r.fq")],
      inPlace: [InPlaceInput(.folder(FileReference("/d/ref")), position: 0)])
    let (there, here) = (CanonicalPaths(staged, container), CanonicalPaths(inPlace, process))
    #expect(
      here.canonical("ls /d/ref/x \(process.inputFolder)/0/r.fq") == there.canonical("ls /in/0/ref/x /in/1/r.fq"))
    #expect(here.readInPlace == ["0/ref"])
    #expect(there.inputs == ["0/ref", "1/r.fq"])
  }

  @Test func aPathEndsWhereItsNameEnds() {
    let paths = CanonicalPaths(
      request((0...10).map { TaskInput(.file(FileReference("/d\($0)/f")), at: "/in/\($0)/f") }), container)
    #expect(paths.canonical("/in/1/f") != paths.canonical("/in/10/f"))
    #expect(paths.canonical("/in/100/f /input /in") == "\u{1A}inputs\u{1A}/100/f /input \u{1A}inputs\u{1A}")
  }

  @Test func writtenFilesAreNumbered() {
    let content = TaskInput(.content(Array("x".utf8)), at: "/in/written/lines_0123.txt")
    let paths = CanonicalPaths(request([content]), container)
    #expect(paths.inputs == ["written 1"])
    #expect(paths.canonical("cat /in/written/lines_0123.txt") == "cat \u{1A}written 1\u{1A}")
  }

  @Test func addressesOfOneNameAreToldApart() {
    let inputs = [1, 2].map {
      TaskInput(.file(FileReference("https://h/get?id=\($0)")), at: "/in/\($0 - 1)/get")
    }
    #expect(CanonicalPaths(request(inputs), container).inputs == ["0/get", "1/get"])
  }

  @Test func nothingIsReplacedWhereThereIsNothing() {
    let paths = CanonicalPaths(request([]), container)
    #expect(paths.canonical("echo ünïcode \u{1F9EC}") == "echo ünïcode \u{1F9EC}")
    #expect(paths.canonical("") == "")
  }
}
