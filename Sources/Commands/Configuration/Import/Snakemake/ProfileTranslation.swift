import SourceText
import WorkflowModel
import Yams

/// A profile for one of the peers, as one for martlet. Lines that say nothing of a peer stay as they are, comments too.
struct ProfileTranslation {
  /// What was left out, and what will be different.
  private(set) var notes: [String] = []
  private let profile: SnakemakeProfile
  private var changes: [(span: SourceSpan, text: String)] = []

  private static let executor = "martlet"
  private static let prefix = "martlet-"

  /// - Throws: ``ExecutionError`` (`configuration`) for a profile of another executor, and for one whose lines cannot be
  ///   told apart.
  init(_ profile: SnakemakeProfile) throws {
    self.profile = profile
    let peer = try Self.peer(of: profile)
    try name(peer)
    for option in profile.options {
      guard let (owner, name) = PeerExecutor.option(option.name) else { continue }
      if let reason = reason(against: name, of: owner, in: peer) {
        leaveOut(option, reason)
      } else if name == "tags", option.value.scalar == nil {
        tags(option)
      } else {
        changes.append((option.key, Self.prefix + (owner.counterpart(of: name) ?? name)))
      }
    }
    notes += peer.differences(Self.given(profile, peer))
    // What cannot be read any more must not be written.
    _ = try SnakemakeProfile(SourceFile(name: profile.file.name, text: text))
  }

  /// The options of the peer without their prefix, and their values.
  private static func given(_ profile: SnakemakeProfile, _ peer: PeerExecutor) -> [String: String?] {
    var given: [String: String?] = [:]
    for option in profile.options {
      guard let (owner, name) = PeerExecutor.option(option.name), owner == peer else { continue }
      given[name] = .some(option.value.scalar?.string)
    }
    return given
  }

  /// The new profile.
  var text: String {
    var bytes = profile.file.bytes
    // From the end, and what is put before a key after what is put in its place.
    for change in changes.sorted(by: { ($0.span.start, $0.span.end) > ($1.span.start, $1.span.end) }) {
      bytes.replaceSubrange(change.span.start..<change.span.end, with: Array(change.text.utf8))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  // MARK: The executor

  private static func peer(of profile: SnakemakeProfile) throws -> PeerExecutor {
    let known = PeerExecutor.allCases.map { "`\($0.rawValue)`" }.joined(separator: " and ")
    if let option = profile["executor"] {
      let name = option.value.string ?? ""
      if let peer = PeerExecutor(rawValue: name) { return peer }
      throw profile.error(
        name == executor ? "the profile is for martlet already" : "the profile is for the executor `\(name)`",
        at: option.key, help: "profiles for \(known) can be translated")
    }
    let used = Set(profile.options.compactMap { PeerExecutor.option($0.name)?.peer })
    guard used.count == 1, let peer = used.first else {
      throw ExecutionError(
        .configuration, "\(profile.file.name) does not say its executor",
        help: "add `executor: …`; profiles for \(known) can be translated")
    }
    return peer
  }

  private mutating func name(_ peer: PeerExecutor) throws {
    guard let option = profile["executor"] else {
      guard let first = profile.options.first else { return }
      let indentation = profile.file.text(SourceSpan(first.lines.start, first.key.start))
      let start = SourceSpan(first.key.start, first.key.start)
      return changes.append((start, "executor: \(Self.executor)\n\(indentation)"))
    }
    let start = option.value.mark.map { profile.file.offset(line: $0.line, column: $0.column) } ?? 0
    // An alias stands elsewhere.
    guard start > option.key.end, start < option.lines.end,
      let span = SnakemakeProfile.token(peer.rawValue, at: start, in: profile.file)
    else {
      throw profile.error(
        "the executor cannot be replaced as it is written", at: option.key, help: "write `executor: \(peer.rawValue)`")
    }
    changes.append((span, Self.executor))
  }

  // MARK: Options

  /// Why an option is to be left out; nil when it is not.
  private func reason(against name: String, of owner: PeerExecutor, in peer: PeerExecutor) -> String? {
    if owner != peer { return "the profile's executor is \(peer.rawValue)" }
    guard let own = peer.counterpart(of: name).map({ Self.prefix + $0 }) else {
      return "\(peer.rawValue) has no such option"
    }
    return profile[own] == nil ? nil : "`\(own)` is there already"
  }

  private mutating func leaveOut(_ option: SnakemakeProfile.Option, _ reason: String) {
    changes.append((option.lines, ""))
    notes.append("`\(option.name)` is left out: \(reason)")
  }

  /// Tags as a mapping or a list: martlet takes them as one text.
  private mutating func tags(_ option: SnakemakeProfile.Option) {
    let tags =
      option.value.mapping?.map { "\($0.key.string ?? "")=\($0.value.scalar?.string ?? "")" }
      ?? option.value.sequence?.map { $0.scalar?.string ?? "" } ?? []
    guard tags.allSatisfy({ $0.contains("=") && !$0.contains(",") && !$0.contains("'") && !$0.contains("\n") }) else {
      return leaveOut(option, "its tags cannot be written as `name=value,name=value`")
    }
    let span = SourceSpan(option.key.start, option.lines.end)
    changes.append((span, "\(Self.prefix)tags: '\(tags.joined(separator: ","))'\n"))
  }
}
