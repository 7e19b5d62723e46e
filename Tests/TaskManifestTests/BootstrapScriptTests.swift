import Foundation
import TaskManifest
import Testing

/// Runs the line that fetches the agent, in real shells, with a `PATH` that holds one tool.
@Suite struct BootstrapScriptTests {
  private static let agent = "#!/bin/sh\necho \"ran: $*\"\n"

  private let folder: URL
  private let server: LoopbackServer

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "martlet-bootstrap-\(UUID().uuidString)")
    for name in ["bin", "agent"] {
      try FileManager.default.createDirectory(at: folder.appending(path: name), withIntermediateDirectories: true)
    }
    server = try LoopbackServer(path: "/agent", body: Array(Self.agent.utf8))
  }

  private static let shells = ["/bin/dash", "/bin/bash", "/bin/busybox"]
  private static let tools = ["curl", "wget", "busybox", "python3", "perl", "bash"]

  private func find(_ tool: String) throws -> String {
    for folder in ["/usr/bin", "/bin"] where FileManager.default.isExecutableFile(atPath: "\(folder)/\(tool)") {
      return "\(folder)/\(tool)"
    }
    try Test.cancel("this machine has no \(tool)")
  }

  /// Makes `PATH` hold these alone, beside what nearly every image has.
  private func offer(_ tools: [String], beside usual: [String] = ["chmod", "mv", "rm", "cat"]) throws {
    for tool in Set(usual + tools) {
      try FileManager.default.createSymbolicLink(
        atPath: folder.appending(path: "bin/\(tool)").path(), withDestinationPath: find(tool))
    }
    let sleep = folder.appending(path: "bin/sleep").path()
    try "exit 0\n".write(toFile: sleep, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: sleep)
  }

  private func digest() throws -> String {
    let file = folder.appending(path: "expected")
    try Self.agent.write(to: file, atomically: true, encoding: .utf8)
    return String(try run(find("sha256sum"), [file.path()]).text.prefix(64))
  }

  private func run(
    _ program: String, _ arguments: [String], environment: [String: String] = [:]
  ) throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.environment = environment
    process.currentDirectoryURL = folder
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
  }

  private func fetch(
    _ url: String, sha256: String, shell: String, environment: [String: String] = [:]
  ) throws -> (status: Int32, text: String) {
    var command = AgentBootstrap.command(
      mode: .download(url: url, sha256: sha256), manifestURL: "s3://b/m.json", region: "eu-west-1")
    command[0] = try find(String(shell.split(separator: "/").last ?? ""))
    if shell.hasSuffix("busybox") { command.insert("sh", at: 1) }
    return try run(
      command[0], Array(command.dropFirst()),
      environment: [
        "PATH": folder.appending(path: "bin").path(), "MARTLET_AGENT_DIR": folder.appending(path: "agent").path(),
      ].merging(environment) { $1 })
  }

  @Test(arguments: shells, tools)
  func anyToolWillDo(shell: String, tool: String) throws {
    try offer([tool, "sha256sum"])
    let (status, text) = try fetch(server.url(), sha256: digest(), shell: shell)
    #expect(status == 0)
    #expect(text == "ran: run s3://b/m.json --region eu-west-1\n")
  }

  @Test(arguments: shells, ["python3", "perl", "busybox"])
  func itIsEnoughForAllOfIt(shell: String, tool: String) throws {
    try offer([tool], beside: [])
    let (status, text) = try fetch(server.url(), sha256: digest(), shell: shell)
    #expect(status == 0)
    #expect(text == "ran: run s3://b/m.json --region eu-west-1\n")
  }

  @Test func thePythonOfMinimalPackagesHasNoHTTP() throws {
    try offer(["python3"], beside: [])
    try "raise ImportError('no http')\n".write(
      to: folder.appending(path: "http.py"), atomically: true, encoding: .utf8)
    let digest = try digest()
    let minimal = ["PYTHONPATH": folder.path()]
    let (status, text) = try fetch(server.url(), sha256: digest, shell: "/bin/dash", environment: minimal)
    #expect(status == 0)
    #expect(text == "ran: run s3://b/m.json --region eu-west-1\n")
    let refusal = try fetch(server.url("/expired"), sha256: digest, shell: "/bin/dash", environment: minimal)
    #expect(refusal.text.contains("python3 (safe): HTTP/1.1 403 Forbidden"))
  }

  @Test func anImageThatCannotMakeAFileExecutableIsToldWhatToDo() throws {
    try offer(["curl"], beside: ["mv", "rm"])
    let (status, text) = try fetch(server.url(), sha256: digest(), shell: "/bin/dash")
    #expect(status == AgentStatus.notObtained.rawValue)
    #expect(
      text == "martlet-agent: the image has nothing that makes a file executable, such as chmod: "
        + "set the environment's agent to `mount` or `image`\n")
  }

  @Test func withoutADigestToolTheAgentIsToldToCheckItself() throws {
    try offer(["curl"])
    let digest = try digest()
    let (status, text) = try fetch(server.url(), sha256: digest, shell: "/bin/dash")
    #expect(status == 0)
    #expect(text == "ran: run s3://b/m.json --region eu-west-1 --expect-sha256 \(digest)\n")
  }

  @Test(arguments: tools)
  func aRefusalSaysWhatWasTriedAndNotTheAddress(tool: String) throws {
    try offer([tool, "sha256sum"])
    let (status, text) = try fetch(server.url("/expired"), sha256: digest(), shell: "/bin/dash")
    #expect(status == AgentStatus.notObtained.rawValue)
    #expect(text.hasPrefix("martlet-agent: could not fetch the agent; \(tool) (safe): "))
    #expect(text.contains("`mount` or `image`"))
    #expect(!text.contains("SECRET") && !text.contains("127.0.0.1:\(server.port)/"))
  }

  @Test func bytesThatAreNotTheAgentAreNotRun() throws {
    try offer(["curl", "wget", "sha256sum"])
    let (status, text) = try fetch(server.url(), sha256: String(repeating: "0", count: 64), shell: "/bin/dash")
    #expect(status == AgentStatus.notObtained.rawValue)
    #expect(text.contains("curl (safe): what came has another SHA-256; wget (safe): what came has another SHA-256"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "agent").path()) == [])
  }

  @Test func anImageWithoutAnyToolIsToldWhatToDo() throws {
    try offer([])
    let (status, text) = try fetch(server.url(), sha256: "00", shell: "/bin/dash")
    #expect(status == AgentStatus.notObtained.rawValue)
    #expect(
      text.hasPrefix(
        "martlet-agent: could not fetch the agent: the image has none of curl, wget, busybox, python3, perl and bash\n")
    )
  }

  @Test func anAgentThatIsThereAlreadyIsNotFetchedAgain() throws {
    try offer(["curl", "sha256sum"])
    let digest = try digest()
    _ = try fetch(server.url(), sha256: digest, shell: "/bin/dash")
    let (status, text) = try fetch(server.url("/expired"), sha256: digest, shell: "/bin/dash")
    #expect(status == 0)
    #expect(text == "ran: run s3://b/m.json --region eu-west-1\n")
  }

  @Test func aFolderThatIsNotThereIsPassedOver() throws {
    try offer(["curl", "sha256sum"])
    let digest = try digest()
    defer { try? FileManager.default.removeItem(atPath: "/tmp/martlet-agent-\(digest)") }
    let (status, text) = try fetch(
      server.url(), sha256: digest, shell: "/bin/dash", environment: ["MARTLET_AGENT_DIR": "/no/such/folder"])
    #expect(status == 0)
    #expect(text == "ran: run s3://b/m.json --region eu-west-1\n")
  }
}
