/// A program that runs containers.
package struct ContainerRuntime: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case docker, podman, apptainer
  }

  package let kind: Kind
  /// The program, as PATH has it.
  package let program: String
  /// Whether it (or its daemon) runs without the rights of root, where root in the container is the user outside.
  package let isRootless: Bool

  package init(_ kind: Kind, program: String, isRootless: Bool) {
    self.kind = kind
    self.program = program
    self.isRootless = isRootless
  }

  /// The command that says whether the image is here already; nil when the runtime keeps that to itself.
  func look(for image: String) -> [String]? {
    switch kind {
    case .docker: [program, "image", "inspect", "--format", "{{.Id}}", image]
    case .podman: [program, "image", "exists", image]
    case .apptainer: nil
    }
  }

  /// The command that fetches the image; nil when running it does.
  func pull(_ image: String) -> [String]? {
    kind == .apptainer ? nil : [program, "pull", "--quiet", image]
  }

  /// The options by which a container sees the machine's GPUs.
  ///
  /// Source: "GPU access" in Docker's and Apptainer's manuals; for Podman the Container Device Interface.
  var gpuOptions: [String] {
    switch kind {
    case .docker: ["--gpus", "all"]
    case .podman: ["--device", "nvidia.com/gpu=all"]
    case .apptainer: ["--nv"]
    }
  }

  /// The name of an image at Docker Hub, where a name without a registry is looked for everywhere in the field, when the
  /// runtime does not know where to look; nil else.
  ///
  /// - Parameter words: what it said when it was to fetch the image.
  func nameAtDockerHub(_ image: String, after words: String) -> String? {
    guard kind == .podman, Registry(of: image) == .dockerHub, !image.hasPrefix("docker.io/"),
      words.contains("short-name") || words.contains("unqualified-search")
    else { return nil }
    return "docker.io/" + (image.contains("/") ? "" : "library/") + image
  }

  /// The command that ends a container and removes it; nil when ending the runtime's own process does.
  func remove(_ name: String) -> [String]? {
    kind == .apptainer ? nil : [program, "rm", "--force", name]
  }

  /// The command that says `true` when the container was ended for its memory.
  func askWhetherOutOfMemory(_ name: String) -> [String]? {
    kind == .apptainer ? nil : [program, "inspect", "--format", "{{.State.OOMKilled}}", name]
  }
}
