import TestSupport
import Testing
import WorkflowModel

@testable import LocalBackend

@Suite struct ImageShelfTests {
  private let podman = ContainerRuntime(.podman, program: "podman", isRootless: true)

  /// A runtime that has some images, can fetch some, and says of others why it cannot.
  private func asking(
    has: Set<String> = [], fetches: Set<String> = [], says: String = "Error: unknown", asked: Gathered<String>
  ) -> Asking {
    Asking { command in
      asked.add(command.dropFirst().filter { $0 != "--quiet" }.joined(separator: " "))
      let image = command.last ?? ""
      let isThere = command.contains("pull") ? fetches.contains(image) : has.contains(image)
      return .init(status: isThere ? 0 : 125, error: "Trying to pull\n" + says + "\n")
    }
  }

  @Test func aPullThatNobodyWaitsForIsEndedAndNobodyWaitsForItsEnd() async throws {
    let (pulls, pull) = AsyncStream<Void>.makeStream()
    let (ends, end) = AsyncStream<Void>.makeStream()
    let shelf = ImageShelf(
      asking: Asking { command in
        guard command.contains("pull") else { return .init(status: 1) }
        pull.yield()
        defer { end.yield() }
        try await Task.sleep(for: .seconds(3600))
        return .init(status: 0)
      })
    let waiter = Task { try await shelf.firstOf(["image"], with: podman) }
    for await _ in pulls { break }
    waiter.cancel()
    await #expect(throws: CancellationError.self) { try await waiter.value }
    for await _ in ends { break }
    await shelf.close()
  }

  @Test(arguments: [
    (PullPolicy.missing, ["image exists here"]), (.never, ["image exists here"]), (.always, ["pull here"]),
  ])
  func anImageThatIsHereIsFetchedWhenThePolicySaysSo(policy: PullPolicy, expected: [String]) async throws {
    let asked = Gathered<String>()
    let shelf = ImageShelf(asking: asking(has: ["here"], fetches: ["here"], asked: asked), policy: policy)
    for _ in 0..<3 { #expect(try await shelf.firstOf(["here"], with: podman) == "here") }
    #expect(asked.all == expected)
  }

  @Test func anImageThatMayNotBeFetchedIsSaid() async throws {
    let asked = Gathered<String>()
    let shelf = ImageShelf(asking: asking(fetches: ["away:1"], asked: asked), policy: .never)
    let failure = await #expect(throws: TaskFailure.self) { try await shelf.firstOf(["away:1"], with: podman) }
    #expect(failure?.reason == "away:1 is not here, and `pull: never` forbids to fetch it")
    #expect(failure?.advice == "fetch it: podman pull away:1")
    #expect(asked.all == ["image exists away:1"])
  }

  @Test func anImageIsFetchedByItsDigest() async throws {
    let asked = Gathered<String>()
    let image = "quay.io/a/b@sha256:" + String(repeating: "0", count: 64)
    let shelf = ImageShelf(asking: asking(fetches: [image], asked: asked))
    #expect(try await shelf.firstOf([image], with: podman) == image)
    #expect(asked.all == ["image exists " + image, "pull " + image])
  }

  @Test func aNameThatPodmanCannotPlaceIsDockerHubs() async throws {
    let asked = Gathered<String>()
    let says =
      "Error: short-name \"debian:12\" did not resolve to an alias and no unqualified-search registries are defined"
    let shelf = ImageShelf(
      asking: asking(fetches: ["docker.io/library/debian:12", "docker.io/own/a"], says: says, asked: asked))
    #expect(try await shelf.firstOf(["debian:12"], with: podman) == "docker.io/library/debian:12")
    #expect(try await shelf.firstOf(["own/a"], with: podman) == "docker.io/own/a")
    await #expect(throws: TaskFailure.self) { try await shelf.firstOf(["quay.io/own/a"], with: podman) }
  }

  @Test(arguments: [
    (
      "Error: unauthorized: access to the requested resource is not authorized", "log in first: podman login quay.io",
      false
    ),
    ("denied: requested access to the resource is denied", "log in first: podman login quay.io", false),
    ("manifest unknown: manifest unknown", "check the image's name and tag: podman pull quay.io/a/b:1", false),
    ("toomanyrequests: You have reached your pull rate limit", "podman login quay.io", true),
    ("dial tcp: lookup quay.io: no such host", "check the network and the name of the registry, quay.io", true),
    ("something else", "check the image's name and that this machine may pull it: podman pull quay.io/a/b:1", true),
  ])
  func aFailedPullIsExplained(words: String, advice: String, mayRetry: Bool) async throws {
    let shelf = ImageShelf(asking: asking(says: words, asked: Gathered<String>()))
    let failure = await #expect(throws: TaskFailure.self) {
      try await shelf.firstOf(["quay.io/a/b:1"], with: podman)
    }
    #expect(failure?.reason == "quay.io/a/b:1: " + words)
    #expect(failure?.advice?.contains(advice) == true)
    #expect(failure?.mayRetry == mayRetry)
  }

  @Test(arguments: [
    ("debian:12", "docker.io"), ("own/name", "docker.io"), ("quay.io/a/b@sha256:00", "quay.io"),
    ("localhost/a", "localhost"), ("host:5000/a", "host:5000"), ("docker.io/library/a", "docker.io"),
  ])
  func theRegistryIsTheFirstPartThatIsAHost(image: String, host: String) {
    #expect(Registry(of: image).host == host)
  }
}
