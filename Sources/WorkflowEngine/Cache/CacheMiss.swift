import WorkflowModel

/// Why a call's results do not come from the cache.
package enum CacheMiss: Hashable, Sendable, CustomStringConvertible {
  /// No call of that name is in the cache.
  case first
  /// What sets it apart from the nearest entry, in words.
  case differs([String])
  /// There is an entry, but what it made is not there any more.
  case gone(String)
  /// The task gives something else each time, as it says itself, or as a rule does.
  case volatile
  /// The run uses no cache.
  case unused
  /// It cannot be told what its inputs hold.
  case unknown(String)

  package var description: String {
    switch self {
    case .first: "no call of its name is in the cache"
    case .differs(let differences): differences.joined(separator: "; ")
    case .gone(let what): what
    case .volatile: "its results are not to be reused"
    case .unused: "the cache is not used"
    case .unknown(let what): what
    }
  }

  /// Compares with the entry that has the most in common; of equals the newest counts.
  static func nearest(to key: CacheKey, among entries: [CacheEntry]) -> CacheMiss {
    let compared = entries.map { (entry: $0, differences: CacheDifference.count(key.parts, $0.parts)) }
    let best = compared.min { left, right in
      left.differences == right.differences ? left.entry.time > right.entry.time : left.differences < right.differences
    }
    guard let best else { return .first }
    let differences = CacheDifference.texts(now: key.parts, before: best.entry.parts)
    // Then only the number among equal calls is another.
    return .differs(differences.isEmpty ? ["fewer calls that ask for the same are in the cache"] : differences)
  }
}

/// What is different between two requests, by their parts.
enum CacheDifference {
  static func count(_ parts: [String: String], _ others: [String: String]) -> Int {
    parts.count { others[$0.key] != $0.value } + others.keys.count { parts[$0] == nil }
  }

  /// At most this many are told.
  private static let most = 4

  static func texts(now: [String: String], before: [String: String]) -> [String] {
    let names = Set(now.keys).union(before.keys).filter { now[$0] != before[$0] }.sorted()
    var texts = names.prefix(most).map { text($0, now: now[$0], before: before[$0]) }
    if names.count > most { texts.append("and \(names.count - most) more") }
    return texts
  }

  private static func text(_ name: String, now: String?, before: String?) -> String {
    switch (name, now, before) {
    case ("command", let now?, let before?): command(now: now, before: before)
    case ("image", let now?, let before?): "its image was \(shown(before)) and is \(shown(now))"
    case ("success statuses", let now?, let before?):
      "the exit statuses that mean success were \(before) and are \(now)"
    case ("shell", let now?, let before?): "its shell was \(shown(before)) and is \(shown(now))"
    case ("outputs", _, _): "it asks for other outputs"
    case (_, _?, _?): "\(known(name)) has changed"
    case (_, _?, nil): "\(known(name)) is new"
    default: "\(known(name)) is no longer there"
    }
  }

  private static func shown(_ text: String) -> String { text.isEmpty ? "none" : text }

  /// `input 0/reads.bam` is the file reads.bam to a person.
  private static func known(_ name: String) -> String {
    if name.hasPrefix("environment ") { return "the variable " + name.dropFirst("environment ".count) }
    guard name.hasPrefix("input ") else { return name }
    let rest = name.dropFirst("input ".count)
    if rest.hasPrefix("written ") {
      return "a file that the workflow wrote (number \(rest.dropFirst("written ".count)))"
    }
    return "the input " + (rest.split(separator: "/", maxSplits: 1).last.map(String.init) ?? String(rest))
  }

  private static func command(now: String, before: String) -> String {
    if CacheKey.isDigest(now) || CacheKey.isDigest(before) { return "its command has changed" }
    let (now, before) = (lines(now), lines(before))
    let place = zip(now, before).enumerated().first { $1.0 != $1.1 }?.offset ?? min(now.count, before.count)
    let (new, old) = (line(now, place), line(before, place))
    let same = zip(new, old).prefix { $0 == $1 }.count
    return "its command differs in line \(place + 1): it was \(shown(old, from: same)) and is \(shown(new, from: same))"
  }

  private static func line(_ lines: [Substring], _ place: Int) -> Substring {
    lines.indices.contains(place) ? lines[place] : ""
  }

  /// Some of a line around a place.
  private static func shown(_ line: Substring, from place: Int) -> String {
    if line.isEmpty { return "empty" }
    let start = max(0, place - 20)
    let text = line.dropFirst(start)
    return "`" + (start > 0 ? "…" : "") + text.prefix(50) + (text.count > 50 ? "…" : "") + "`"
  }

  private static func lines(_ command: String) -> [Substring] {
    CanonicalPaths.readable(command).split(separator: "\n", omittingEmptySubsequences: false)
  }
}
