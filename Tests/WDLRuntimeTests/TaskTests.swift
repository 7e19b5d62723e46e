import JSONText
import TestSupport
import Testing
import WorkflowModel

@Suite struct TaskTests {
  @Test func aTaskGivesBackWhatItPrinted() async throws {
    let running = Running { _, request in FakeTask(stdout: request.command + "\n") }
    let text = """
      version 1.1
      task hello {
        input { String name }
        command <<<Hello, ~{name}>>>
        output { String greeting = read_string(stdout()) }
      }
      """
    #expect(try await running.outputs(of: text, inputs: ["hello.name": "Ada"]) == #"{"hello.greeting":"Hello, Ada"}"#)
  }

  @Test func filesOfOneFolderStayTogetherAndThoseOfTwoDoNotMeet() async throws {
    let running = Running { _, _ in FakeTask() }
    for path in ["/a/x.bam", "/a/x.bai", "/b/x.bam"] { running.context.files.put("", at: path) }
    let text = """
      version 1.1
      task t {
        input { File one File two File three }
        command <<<~{one} ~{two} ~{three}>>>
      }
      """
    _ = try await running.outputs(of: text, inputs: ["t.one": "/a/x.bam", "t.two": "/a/x.bai", "t.three": "/b/x.bam"])
    let request = try #require(running.context.ran.first?.request)
    let paths = request.command.split(separator: " ").map(String.init)
    #expect(FileReference(paths[0]).parent == FileReference(paths[1]).parent)
    #expect(FileReference(paths[2]).parent != FileReference(paths[0]).parent)
    #expect(FileReference(paths[2]).name == "x.bam")
    #expect(Set(request.inputs.map(\.path)) == Set(paths))
  }

  @Test func whatIsWrittenForTheCommandIsAnInputNamedByItsContent() async throws {
    let running = Running()
    let text = """
      version 1.1
      task t {
        command <<<cat ~{write_lines(["a", "b"])} ~{write_lines(["a", "b"])}>>>
      }
      """
    _ = try await running.outputs(of: text)
    let request = try #require(running.context.ran.first?.request)
    #expect(request.inputs.map(\.source) == [.content(Array("a\nb\n".utf8))])
    #expect(request.command == "cat \(request.inputs[0].path) \(request.inputs[0].path)")
  }

  @Test func outputsThatAreNotThereAreToldByName() async throws {
    let running = Running()
    let text = """
      version 1.1
      task t {
        command <<<true>>>
        output { File made = "made.txt" }
      }
      """
    let message = await running.failure { try await running.outputs(of: text) }
    #expect(message?.contains("there is no file `made.txt`") == true)
    #expect(message?.contains("main.wdl:4") == true)
  }

  @Test func optionalOutputsMayBeAbsent() async throws {
    let running = Running { _, _ in FakeTask(files: ["a.txt": "1"]) }
    let text = """
      version 1.1
      task t {
        command <<<true>>>
        output {
          File? a = "a.txt"
          File? b = "b.txt"
          Array[File] all = glob("*.txt")
        }
      }
      """
    let outputs = try await running.outputs(of: text)
    #expect(
      outputs
        == #"{"t.a":"/run/calls/t/attempt-1/work/a.txt","t.b":null,"t.all":["/run/calls/t/attempt-1/work/a.txt"]}"#)
  }

  @Test func namesThatFollowFromTheInputsArePlanned() async throws {
    let running = Running { _, _ in FakeTask(files: ["x.out": "1", "x.log": "2"]) }
    let text = """
      version 1.1
      task t {
        input { String stem = "x" }
        command <<<true>>>
        output {
          File out = "~{stem}.out"
          Array[File] logs = glob(stem + ".l*")
          File? none = "none"
        }
      }
      """
    _ = try await running.outputs(of: text)
    #expect(running.context.ran.first?.request.outputs == [.path("x.out"), .glob("x.l*"), .path("none")])
  }

  @Test func namesThatFollowFromTheRunKeepEverything() async throws {
    let running = Running { _, _ in FakeTask(files: ["name": "made.txt\n", "made.txt": "1"]) }
    let text = """
      version 1.1
      task t {
        command <<<true>>>
        output { File out = read_string("name") }
      }
      """
    #expect(try await running.outputs(of: text) == #"{"t.out":"/run/calls/t/attempt-1/work/made.txt"}"#)
    #expect(running.context.ran.first?.request.outputs.contains(.everything) == true)
  }

  @Test func aRequestSaysWhatTheRuntimeAsksFor() async throws {
    let running = Running()
    let text = """
      version 1.1
      task t {
        command <<<true>>>
        runtime {
          container: ["one", "two"]
          cpu: 2.5
          memory: "3 GiB"
          disks: "local-disk 10 SSD"
          maxRetries: 2
          returnCodes: [0, 3]
        }
      }
      """
    _ = try await running.outputs(of: text)
    let request = try #require(running.context.ran.first?.request)
    #expect(request.images == ["one", "two"])
    #expect(request.resources.cpu == 2.5)
    #expect(request.resources.memory == 3 << 30)
    #expect(request.resources.disks == [TaskDisk(size: 10 << 30)])
    #expect(request.retries.failures == 2)
    #expect(request.successStatuses == [0, 3])
  }

  @Test func runtimeAttributesMayBeSetFromOutside() async throws {
    let running = Running()
    let text = """
      version 1.1
      task t {
        command <<<true>>>
        runtime { memory: "1 GiB" }
      }
      """
    _ = try await running.outputs(of: text, inputs: ["t.runtime.memory": "2 GiB"])
    #expect(running.context.ran.first?.request.resources.memory == 2 << 30)
  }

  @Test func noneForAnInputWithADefaultIsTheDefaultUnlessItsTypeHasNone() async throws {
    let running = Running { _, request in FakeTask(stdout: request.command) }
    let text = """
      version 1.1
      task t {
        input {
          Int a = 5
          Int? b = 5
          Int? c = 5
        }
        command <<<~{a} ~{default="none" b} ~{default="none" c}>>>
        output { String said = read_string(stdout()) }
      }
      """
    let outputs = try await running.outputs(of: text, inputs: ["t.a": nil, "t.b": nil])
    #expect(outputs == #"{"t.said":"5 none 5"}"#)
  }
}

extension TaskTests {
  @Test func addressesOfTheSameNameDoNotMeet() async throws {
    let running = Running()
    for path in ["https://h/get?id=1", "https://h/get?id=2/3"] { running.context.files.put("", at: path) }
    let text = """
      version 1.1
      task t {
        input { Array[File] files }
        command <<<~{sep=" " files}>>>
      }
      """
    _ = try await running.outputs(of: text, inputs: ["t.files": ["https://h/get?id=1", "https://h/get?id=2/3"]])
    let request = try #require(running.context.ran.first?.request)
    #expect(Set(request.inputs.map(\.path)).count == 2)
    #expect(request.inputs.allSatisfy { FileReference($0.path).name == "get" })
  }

  @Test(arguments: [
    "1.0": "parameter_meta { bam: { localization_optional: true } }",
    "1.2": "hints { inputs: input { bam: hints { localization_optional: true } } }",
    "1.3": "hints { localization_optional: true }",
  ])
  func whatMayStayRemoteIsReadWhereItLies(version: String, section: String) async throws {
    let running = Running { _, _ in FakeTask(stdout: "") }
    running.context.files.put("12345", at: "s3://data/x.bam")
    running.context.files.put("", at: "/a/x.bed")
    let text = """
      version \(version)
      task t {
        input { File bam  File bed }
        command <<<samtools view ~{bam} ~{size(bam)}>>>
        output { File same = bam }
        \(section)
      }
      """
    let outputs = try await running.outputs(of: text, inputs: ["t.bam": "s3://data/x.bam", "t.bed": "/a/x.bed"])
    #expect(outputs == #"{"t.same":"s3://data/x.bam"}"#)
    let request = try #require(running.context.ran.first?.request)
    #expect(request.command == "samtools view s3://data/x.bam 5.000000")
    #expect(!request.inputs.map(\.source).contains(.file(FileReference("s3://data/x.bam"))))
  }

  @Test func whatMayStayRemoteAndIsNotThereIsStagedWhichSaysSo() async throws {
    let running = Running()
    let text = """
      version 1.1
      task t {
        input { File bam }
        command <<<cat ~{bam}>>>
        parameter_meta { bam: { localization_optional: true } }
      }
      """
    _ = try await running.outputs(of: text, inputs: ["t.bam": "s3://data/x.bam"])
    let request = try #require(running.context.ran.first?.request)
    #expect(request.inputs.map(\.source) == [.file(FileReference("s3://data/x.bam"))])
  }

  @Test func whatLiesBesideAnInputIsBroughtToo() async throws {
    let running = Running()
    for path in ["/a/x.bam", "/a/x.bam.bai"] { running.context.files.put("", at: path) }
    let text = """
      version 1.1
      task t {
        input {
          File bam
          File bai = bam + ".bai"
        }
        command <<<~{bai}>>>
      }
      """
    _ = try await running.outputs(of: text, inputs: ["t.bam": "/a/x.bam"])
    let request = try #require(running.context.ran.first?.request)
    #expect(request.inputs.map(\.source) == [.file(FileReference("/a/x.bam")), .file(FileReference("/a/x.bam.bai"))])
    #expect(request.command == request.inputs[1].path)
  }

  @Test func anOverrideTakesThePlaceOfEveryNameOfItsAttribute() async throws {
    let running = Running()
    let text = """
      version 1.1
      task t {
        command <<<true>>>
        runtime {
          container: "a:1"
          returnCodes: [1]
        }
      }
      """
    _ = try await running.outputs(
      of: text, inputs: ["t.runtime.docker": "b:2", "t.runtime.continueOnReturnCode": [0, 5]])
    #expect(running.context.ran.first?.request.images == ["b:2"])
    #expect(running.context.ran.first?.request.successStatuses == [0, 5])
  }

  @Test(arguments: ["cpu: \"nan\"", "cpu: -4", "cpu: 1e30", "time_minutes: 9223372036854775807", "time_minutes: \"x\""])
  func whatNoMachineHasIsRefused(_ attribute: String) async throws {
    let running = Running()
    let text = """
      version 1.1
      task t {
        command <<<true>>>
        runtime { \(attribute) }
      }
      """
    #expect(await running.failure { try await running.outputs(of: text) }?.contains("must be a") == true)
  }

  @Test func aPatternThatFollowsFromTheRunIsMatchedAfterIt() async throws {
    let running = Running { _, _ in FakeTask(files: ["id": "ab\n", "ab1.txt": "", "b.txt": "", "d/ab2.txt": ""]) }
    let text = """
      version 1.1
      task t {
        command <<<true>>>
        output {
          String id = read_string("id")
          Array[File] made = glob("~{id}*.txt")
        }
      }
      """
    let outputs = try await running.outputs(of: text)
    #expect(outputs.hasSuffix(#""t.made":["/run/calls/t/attempt-1/work/ab1.txt"]}"#))
  }
}
