import AWSClient
import Concurrency
import WorkflowModel

/// The images: whether their registries have them, and for the architecture of the machines.
struct ImageCheck: DoctorCheck {
  static let there = FindingKind(
    "doctor.image", "the image can be pulled", "Its registry has it, for the architecture where that could be told.")
  static let missing = FindingKind(
    "doctor.no-image", "there is no such image",
    "Jobs of an image that its registry does not have fail before their container starts.")
  static let refused = FindingKind(
    "doctor.image-refused", "the image cannot be pulled without an account",
    """
    The registry wants somebody it knows, or has no such image: it does not say which. Private registries need a secret \
    of Secrets Manager in `repositoryCredentials`.
    """)
  static let architecture = FindingKind(
    "doctor.image-architecture", "the image is not for the machines' architecture",
    "A container of another architecture does not start (`exec format error`).")
  static let limits = FindingKind(
    "doctor.docker-hub-limits", "Docker Hub limits pulls",
    """
    Docker Hub lets somebody without an account pull an image so many times in some hours from one address, which many \
    instances behind one NAT gateway share: jobs of a wide scatter fail then. `repositoryCredentials` and \
    `dockerHubMirror` are the remedies.
    """)
  static let unknown = FindingKind(
    "doctor.image-unknown", "nothing is known of the image",
    "Its registry cannot be asked from here. The instances may reach it all the same.")

  static let kinds = [there, missing, refused, architecture, limits, unknown]

  private struct Wish: Hashable, Sendable {
    let image: String
    let architecture: JobSettings.Architecture
    let hasCredentials: Bool
  }

  func findings(_ site: DoctorSite) async throws -> [Finding] {
    let wishes = Self.wishes(site)
    let answered = try await wishes.concurrentMap(width: 8) { wish in
      Self.finding(wish, await Self.ask(wish.image, site), site.environment)
    }
    return answered + (Self.dockerHub(wishes, site.environment).map { [$0] } ?? [])
  }

  private static func wishes(_ site: DoctorSite) -> [Wish] {
    var wishes: [Wish] = []
    let environment = site.environment
    func add(_ image: String, _ architecture: JobSettings.Architecture, _ settings: JobSettings) {
      let wish = Wish(
        image: image, architecture: architecture, hasCredentials: settings.credentials(for: image) != nil)
      if !wishes.contains(wish) { wishes.append(wish) }
    }
    for need in site.needs { if let image = need.image { add(image, need.architecture, need.settings) } }
    let mirrors = ImageMirrors(mirrors: environment.imageMirrors)
    let usual = environment.job.architecture ?? .x86
    if let image = environment.container, site.needs.isEmpty, JobDefinitionName.inImage(image) == nil {
      add(mirrors.image(for: image), usual, environment.job)
    }
    if case .container(let image) = environment.agent { add(mirrors.image(for: image), usual, environment.job) }
    return wishes
  }

  private static func ask(_ image: String, _ site: DoctorSite) async -> ImageAnswer {
    let reference = ImageReference(image)
    if ["localhost", "127.0.0.1"].contains(reference.registry.prefix { $0 != ":" }) {
      return .unknown(reason: "it is of the instances themselves")
    }
    do {
      if let ecr = ECRInquiry(reference, site.configuration) { return try await ecr.ask() }
    } catch {
      let finding = BatchDoctor.unanswered(error)
      return .unknown(reason: finding.map { "\($0.subject) \($0.text)" } ?? "there are no credentials")
    }
    return await RegistryInquiry(reference, site.configuration).ask()
  }

  private static func finding(_ wish: Wish, _ answer: ImageAnswer, _ environment: BatchEnvironment) -> Finding {
    let subject = "image \(wish.image)"
    switch answer {
    case .there(let architectures): return finding(subject, wish.architecture, architectures)
    case .missing(let reason):
      return Finding(missing, .error, subject, reason, fix: "correct the image's name or push it", code: .notFound)
    case .refused where wish.hasCredentials:
      return Finding(unknown, .note, subject, "is private; `repositoryCredentials` are named for its registry")
    case .refused:
      return Finding(
        refused, .error, subject, "cannot be pulled without an account, or is not there",
        fix: "correct its name, or name a secret with user and password as "
          + "`\(environment.place(of: "repositoryCredentials"))`")
    case .unknown(let reason): return Finding(unknown, .note, subject, "could not be looked for: \(reason)")
    }
  }

  static func finding(
    _ subject: String, _ wanted: JobSettings.Architecture, _ architectures: Set<String>?
  ) -> Finding {
    guard let architectures else {
      return Finding(there, .ok, subject, "is there; its architecture could not be told")
    }
    let list = architectures.sorted().joined(separator: ", ")
    guard architectures.contains(wanted.nameOfImages) else {
      return Finding(
        architecture, .error, subject, "is for \(list), and jobs run on \(wanted.rawValue)",
        fix: "build it for linux/\(wanted.nameOfImages) too, or send its tasks to a queue of the other architecture")
    }
    return Finding(there, .ok, subject, "is there, for \(list)")
  }

  /// One warning for all images of Docker Hub that are pulled without an account.
  private static func dockerHub(_ wishes: [Wish], _ environment: BatchEnvironment) -> Finding? {
    let images = wishes.filter { ImageReference($0.image).registry == ImageReference.dockerHub && !$0.hasCredentials }
      .map(\.image)
    guard let first = images.first else { return nil }
    let others = Set(images).count - 1
    return Finding(
      limits, .warning, "Docker Hub",
      "limits how often `\(first)`\(others > 0 ? " and \(others) more" : "") can be pulled without an account",
      fix: "set `\(environment.place(of: "repositoryCredentials"))` or `\(environment.place(of: "dockerHubMirror"))`")
  }
}
