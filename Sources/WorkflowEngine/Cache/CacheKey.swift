import Digest
import JSONText
import SourceText
import WorkflowModel

/// What decides what a call gives: the canonical form of its request.
///
/// No path, no backend, no document and no resource is in it, but for what of these the command itself says.
struct CacheKey: Hashable, Sendable {
  /// The version of this form. Entries of another version stay where they are: `martlet cache list` says that they are not used.
  static let format = 1

  /// 64 digits in lower-case hexadecimal.
  let digest: String
  /// What went into it, by names that people understand: for explanations. Long commands and everything that may be secret
  /// stand as digests.
  let parts: [String: String]

  /// - Parameter identities: of the request's inputs and of what it reads in place, in their orders; nil stands for what
  ///   is made from bytes.
  init(
    _ request: TaskRequest, _ placement: TaskPlacement, inputs identities: [ContentIdentity?],
    inPlace: [ContentIdentity]
  ) {
    let paths = CanonicalPaths(request, placement)
    var parts: [(name: String, value: String)] = []
    let command = paths.canonical(request.command)
    parts.append(("command", command))
    parts.append(("shell", request.shell.joined(separator: " ")))
    // A process of this machine has none, whatever its task names.
    parts.append(("image", placement.seesLocalFiles ? "" : request.images.joined(separator: " or ")))
    for (index, input) in request.inputs.enumerated() {
      parts.append(("input " + paths.inputs[index], Self.text(of: input.source, identities[index], paths)))
    }
    for (index, identity) in inPlace.enumerated() {
      parts.append(("input " + paths.readInPlace[index], identity.description))
    }
    parts.append(("outputs", request.outputs.map { Self.text(of: $0, paths) }.joined(separator: "\n")))
    for (name, value) in request.environment.sorted(by: { $0.key < $1.key }) {
      parts.append(("environment \(name)", ContentDigest.short(of: paths.canonical(Array(value.utf8)))))
    }
    let statuses = request.successStatuses.map { $0.sorted().map(String.init).joined(separator: " ") }
    parts.append(("success statuses", statuses ?? "any"))
    let all: JSONValue = .array(parts.map { ["name": .string($0.name), "value": .string($0.value)] })
    digest = ContentDigest.hexadecimal(of: Array("martlet \(Self.format)\n\(JSONWriter.compact(all))".utf8))
    parts[0].value = Self.shown(command)
    // Addresses may be signed.
    self.parts = Dictionary(
      parts.map { ($0.name, $0.name == "command" ? $0.value : WebText.redacted($0.value)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The key of the n-th request of a run, from 0, that is equal to others: calls that do the same on purpose, to draw
  /// other random numbers, say, keep results of their own.
  func occurrence(_ number: Int) -> CacheKey {
    guard number > 0 else { return self }
    return CacheKey(digest: ContentDigest.hexadecimal(of: Array("\(digest) \(number)".utf8)), parts: parts)
  }

  private init(digest: String, parts: [String: String]) {
    self.digest = digest
    self.parts = parts
  }

  /// Commands up to this length, in bytes, are kept whole.
  private static let shownLength = 16_384

  private static func shown(_ command: String) -> String {
    guard command.utf8.count > shownLength else { return command }
    return "\(command.utf8.count)\(digestMark)\(ContentDigest.hexadecimal(of: Array(command.utf8)))"
  }

  private static let digestMark = " bytes, SHA-256 "

  /// Whether a command that is shown stands for a longer one.
  static func isDigest(_ command: String) -> Bool {
    command.utf8.count < 120 && command.range(of: digestMark) != nil
  }

  private static func text(
    of source: TaskInput.Source, _ identity: ContentIdentity?, _ paths: CanonicalPaths
  ) -> String {
    guard case .content(let bytes) = source else { return identity?.description ?? "" }
    return "sha256:" + ContentDigest.hexadecimal(of: paths.canonical(bytes))
  }

  private static func text(of output: TaskOutput, _ paths: CanonicalPaths) -> String {
    switch output {
    case .path(let path), .log(let path): "path " + paths.canonical(path)
    case .glob(let pattern): "glob " + paths.canonical(pattern)
    case .everything: "everything"
    }
  }
}
