import FileStorage
import JSONText
import TaskFolder
import TestSupport
import Testing
import WorkflowEngine
import WorkflowModel

@Suite struct OutputPublisherTests {
  /// Runs a workflow that writes files itself and gives back what `body` makes of the run's folder.
  private func publish(
    _ scratch: borrowing ScratchFolder, _ body: @escaping @Sendable (String) throws -> (JSONObject, [String])
  ) async throws -> RunResult {
    let workflow = FakeWorkflow { context in
      let run = try await context.write([1], name: "made.txt").parent.parent.location
      let (values, files) = try body(run)
      return WorkflowOutputs(values: values, files: Set(files.map { FileReference($0) }))
    }
    let engine = Engine(EngineSettings(runsFolder: scratch.path), storages: [FileStorage()]) { _ in FakeBackend() }
    return try await engine.run(workflow)
  }

  @Test func filesOfTheSameNameGoToNumberedFolders() async throws {
    let scratch = try ScratchFolder()
    let result = try await publish(scratch) { run in
      let paths = ["calls/a/0/work/x.txt", "calls/a/1/work/x.txt", "calls/a/1/work/2"].map { run + "/" + $0 }
      for path in paths {
        try Disk.makeFolder(Disk.parent(of: path))
        try Disk.write(Array(path.utf8), to: path)
      }
      return (["fake.all": .array((paths + [paths[0]]).map { .string($0) })], paths)
    }
    let out = result.directory.published + "/all"
    let published = (result.outputs["fake.all"]?.array ?? []).compactMap(\.string)
    #expect(published == [out + "/x.txt", out + "/2/x.txt", out + "/3/2", out + "/x.txt"])
    #expect(try Disk.read(published[1]).count > 1)
  }

  @Test func foldersArePublishedWhole() async throws {
    let scratch = try ScratchFolder()
    let result = try await publish(scratch) { run in
      let folder = run + "/calls/a/work/d"
      try Disk.makeFolder(folder + "/e")
      try Disk.write([1], to: folder + "/e/f")
      try Disk.makeFolder(folder + "/g/h")
      return (["fake.d": ["left": .string(folder), "n": 15]], [folder])
    }
    let folder = result.directory.published + "/d/d"
    #expect(result.outputs["fake.d"] == ["left": .string(folder), "n": 15])
    #expect(try Disk.read(folder + "/e/f") == [1])
    #expect(try Disk.status(of: folder + "/g/h")?.kind == .folder)
  }

  @Test func whatLiesElsewhereIsNotDoubled() async throws {
    let scratch = try ScratchFolder()
    let other = try ScratchFolder()
    let file = try other.write("mine", to: "mine.txt")
    let result = try await publish(scratch) { _ in
      (["fake.mine": .string(file), "fake.far": "s3://b/k", "fake.text": .string("plain")], [file, "s3://b/k"])
    }
    let link = result.directory.published + "/mine/mine.txt"
    #expect(result.outputs == ["fake.mine": .string(link), "fake.far": "s3://b/k", "fake.text": "plain"])
    #expect(Disk.target(of: link) == file)
  }

  @Test func anOutputThatIsGoneIsAnErrorAndNoOutputsAreWritten() async throws {
    let scratch = try ScratchFolder()
    let error = await #expect(throws: ExecutionError.self) {
      try await publish(scratch) { run in (["fake.x": .string(run + "/no")], [run + "/no"]) }
    }
    #expect(error?.code == .fileNotFound)
    #expect(try Disk.status(of: scratch.path + "/_latest/outputs.json") == nil)
  }
}
