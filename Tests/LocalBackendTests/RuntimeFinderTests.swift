import LocalBackend
import TestSupport
import Testing
import WorkflowModel

@Suite struct RuntimeFinderTests {
  private func finder(_ mode: ContainerMode, programs: Set<String>, dockerAnswers: Bool = true) -> RuntimeFinder {
    RuntimeFinder(
      mode,
      asking: Asking { _ in
        .init(status: dockerAnswers ? 0 : 1, error: "a warning\nCannot connect to the Docker daemon\n")
      },
      isInPath: { programs.contains($0) })
  }

  @Test(arguments: [
    (ContainerMode.auto, ["docker", "podman"], "docker"), (.auto, ["podman", "apptainer"], "podman"),
    (.auto, ["singularity"], "singularity"), (.podman, ["docker", "podman"], "podman"),
    (.apptainer, ["singularity", "apptainer", "docker"], "apptainer"),
  ])
  func theFirstThatIsThereIsTaken(mode: ContainerMode, programs: [String], expected: String) async throws {
    #expect(try await finder(mode, programs: Set(programs)).runtime().program == expected)
  }

  @Test(arguments: [("[name=seccomp,profile=builtin name=rootless]", true), ("[name=seccomp,profile=builtin]", false)])
  func aDockerDaemonSaysWhetherItIsRootless(words: String, isRootless: Bool) async throws {
    let finder = RuntimeFinder(
      .docker, asking: Asking { .init(status: 0, output: $0.contains("info") ? words : "28.0") },
      isInPath: { _ in true })
    #expect(try await finder.runtime().isRootless == isRootless)
  }

  @Test func aDockerThatDoesNotAnswerIsPassedOver() async throws {
    let finder = finder(.auto, programs: ["docker", "podman"], dockerAnswers: false)
    #expect(try await finder.runtime().kind == .podman)
  }

  @Test func withoutAnyTheErrorNamesWhatWasTriedAndWhatToDo() async {
    let finder = finder(.auto, programs: ["docker"], dockerAnswers: false)
    let error = await #expect(throws: ExecutionError.self) { try await finder.runtime() }
    #expect(error?.code == .noContainerRuntime)
    #expect(
      error?.description == """
        a task names an image, and nothing here can run it: docker does not answer (Cannot connect to the Docker daemon); \
        podman is not in PATH; apptainer is not in PATH
          help: install Docker, Podman or Apptainer, or say `--containers none` to run tasks as processes of this machine
        """)
  }

  @Test func theOneThatWasAskedForIsNotReplaced() async {
    let error = await #expect(throws: ExecutionError.self) {
      try await finder(.docker, programs: ["podman"]).runtime()
    }
    #expect(error?.message.hasSuffix("docker is not in PATH") == true)
    #expect(error?.help?.hasPrefix("install it, choose another by `--containers`, or say") == true)
  }

  @Test func theMachineIsSearchedOnce() async throws {
    let questions = Gathered<[String]>()
    let finder = RuntimeFinder(
      .docker,
      asking: Asking { question in
        questions.add(question)
        return .init(status: 0)
      }, isInPath: { _ in true })
    for _ in 0..<3 { _ = try await finder.runtime() }
    #expect(questions.all.map { $0[1] } == ["version", "info"])
  }
}
