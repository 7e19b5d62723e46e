import LocalBackend
import Testing

@Suite struct ContainerCommandTests {
  private func command(_ kind: ContainerRuntime.Kind, isRootless: Bool = false) -> ContainerCommand {
    ContainerCommand(
      runtime: ContainerRuntime(kind, program: kind.rawValue, isRootless: isRootless), name: "martlet-r-a-1",
      image: "debian:12", shell: ["/bin/bash", "-e"],
      mounts: [
        .init("/r/work", at: "/mnt/martlet/work", isWritable: true), .init("/d/a,\"b", at: "/mnt/martlet/inputs/0/a"),
      ],
      variables: ["B", "A"])
  }

  private let tail = ["sh", "/bin/bash", "-e", "/mnt/martlet/command"]

  @Test(arguments: [ContainerRuntime.Kind.docker, .podman])
  func dockerAndPodmanAreAskedAlike(_ kind: ContainerRuntime.Kind) {
    #expect(
      command(kind).arguments == [
        kind.rawValue, "run", "--name", "martlet-r-a-1", "--rm", "--mount",
        "type=bind,source=/r/work,target=/mnt/martlet/work", "--mount",
        "type=bind,\"source=/d/a,\"\"b\",target=/mnt/martlet/inputs/0/a,readonly", "--workdir", "/mnt/martlet/work",
        "--env", "A", "--env", "B", "--entrypoint", "/bin/sh", "debian:12", "-c", ContainerCommand.entry,
      ] + tail)
  }

  @Test func limitsAndUserAreGivenWhenAsked() {
    var command = command(.docker)
    command.cpu = 1.5
    command.memory = 1 << 30
    command.user = "1000:100"
    let arguments = command.arguments
    #expect(!arguments.contains("--rm"))
    for pair in [["--cpus", "1.5"], ["--memory", "1073741824"], ["--user", "1000:100"]] {
      #expect(arguments.firstRange(of: pair) != nil)
    }
  }

  @Test(arguments: [
    (ContainerRuntime.Kind.docker, ["--gpus", "all"]), (.podman, ["--device", "nvidia.com/gpu=all"]),
    (.apptainer, ["--nv"]),
  ])
  func gpusAndFurtherOptionsComeLast(kind: ContainerRuntime.Kind, gpus: [String]) throws {
    var command = command(kind)
    command.user = "1:1"
    command.seesGPUs = true
    command.furtherOptions = ["--network", "none"]
    let options = gpus + ["--network", "none"] + (kind == .apptainer ? ["docker://debian:12"] : ["--entrypoint"])
    #expect(command.arguments.firstRange(of: options) != nil)
  }

  @Test func apptainerTakesTheImageFromARegistryUnlessItIsAFile() {
    var command = command(.apptainer)
    #expect(
      command.arguments == [
        "apptainer", "exec", "--contain", "--cleanenv", "--no-home", "--pid", "--mount",
        "type=bind,source=/r/work,destination=/mnt/martlet/work", "--mount",
        "type=bind,\"source=/d/a,\"\"b\",destination=/mnt/martlet/inputs/0/a,ro", "--pwd", "/mnt/martlet/work",
        "docker://debian:12", "/bin/sh", "-c", ContainerCommand.entry,
      ] + tail)
    command.image = "/images/tools.sif"
    #expect(command.arguments.contains("/images/tools.sif"))
    #expect(command.environment(["A": "1"]) == ["APPTAINERENV_A": "1"])
  }
}
