import JSONText
import TestSupport
import Testing
import WorkflowModel

@Suite struct InputTests {
  private static let text = """
    version 1.1
    workflow w {
      input {
        Int count
        File data
        Array[String] names = []
        Boolean flag = false
      }
      output {
        File same = data
        Array[String] said = names
        Boolean flagged = flag
      }
    }
    """

  private func message(_ inputs: JSONObject, arguments: [(name: String, text: String)] = []) async -> String {
    let running = Running()
    running.context.files.put("", at: "/cwd/data.txt")
    running.context.files.put("", at: "/cwd/folder/x")
    return await running.failure {
      try await running.outputs(of: Self.text, inputs: inputs, arguments: arguments)
    } ?? ""
  }

  @Test func everyProblemIsToldAtOnce() async throws {
    let message = await message(["w.count": "many", "w.dat": "data.txt", "w.names": 3])
    #expect(message.contains("`w.count`"))
    #expect(message.contains("`w.names`"))
    #expect(message.contains("did you mean `data`?"))
    #expect(message.contains("`w.data` is missing: it is a File"))
  }

  @Test func aFileThatIsNotThereIsToldWithWhereItWasLookedFor() async throws {
    let message = await message(["w.count": 1, "w.data": "nowhere.txt"])
    #expect(message.contains("there is no file nowhere.txt (looked for /cwd/nowhere.txt and /inputs/nowhere.txt)"))
  }

  @Test func aFolderIsNoFile() async throws {
    #expect(await message(["w.count": 1, "w.data": "folder"]).contains("is a folder, not a file"))
  }

  @Test func theCommandLineReadsByType() async throws {
    let running = Running()
    running.context.files.put("", at: "/cwd/data.txt")
    let outputs = try await running.outputs(
      of: Self.text,
      arguments: [("count", "3"), ("w.data", "data.txt"), ("names", "a"), ("names", "1"), ("flag", "true")])
    #expect(outputs == #"{"w.same":"/cwd/data.txt","w.said":["a","1"],"w.flagged":true}"#)
  }

  @Test func relativePathsAreLookedUpBesideTheInputsFileToo() async throws {
    let running = Running()
    running.context.files.put("", at: "/inputs/data.txt")
    let outputs = try await running.outputs(of: Self.text, inputs: ["w.count": 3, "w.data": "./data.txt"])
    #expect(outputs.contains(#""w.same":"/inputs/data.txt""#))
  }

  @Test(arguments: [
    ("t.runtime.memroy", "did you mean `memory`?"), ("t.requirements.cpus", "nothing is known to read `cpus`"),
    ("t.hints.shortTask2", "did you mean `shortTask`?"),
  ])
  func aMisspeltSettingIsWarnedOfWhenTheRunStarts(name: String, part: String) async throws {
    let running = Running()
    let task = "version 1.2\ntask t { command <<<>>> }"
    _ = try await running.outputs(of: task, inputs: JSONObject([(name, .string("1"))]))
    #expect(running.context.notes.contains { $0.level == .warning && $0.message.contains(part) })
  }

  @Test(arguments: ["t.runtime.memory", "t.hints.anything", "t.runtime.my_cluster_partition"])
  func otherSettingsAreTakenSilently(name: String) async throws {
    let running = Running()
    _ = try await running.outputs(
      of: "version 1.2\ntask t { command <<<>>> }", inputs: JSONObject([(name, .string("1 GB"))]))
    #expect(running.context.notes.isEmpty)
  }
}
