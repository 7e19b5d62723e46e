import AWSClient
import AWSServices

/// Docker's options as Nextflow's `containerOptions` takes them for AWS Batch.
///
/// Source: the list of options in Nextflow's documentation of AWS Batch. Sizes of `--shm-size` are bytes without a
/// unit, as Docker's are; those of `--memory-swap` and of a tmpfs are MiB, as Nextflow's are.
struct ContainerOptions {
  private enum Kind {
    case flag(WritableKeyPath<ContainerSettings, Bool?>)
    case value((inout ContainerSettings, String) throws(SettingProblem) -> Void)
  }

  private struct Option {
    let long: String
    var short: Character?
    let kind: Kind
  }

  private static var options: [Option] {
    [
      Option(long: "env", short: "e", kind: .value(environment)),
      Option(long: "init", kind: .flag(\.hasInit)),
      Option(long: "memory-swap", kind: .value(memorySwap)),
      Option(long: "memory-swappiness", kind: .value(swappiness)),
      Option(long: "privileged", kind: .flag(\.isPrivileged)),
      Option(long: "read-only", kind: .flag(\.isReadOnly)),
      Option(long: "shm-size", kind: .value(sharedMemory)),
      Option(long: "tmpfs", kind: .value(tmpfs)),
      Option(long: "ulimit", kind: .value(ulimit)),
      Option(long: "user", short: "u", kind: .value(user)),
    ]
  }

  /// - Throws: ``SettingProblem`` for anything that is none of these options, or has a value that it cannot have.
  static func parse(_ text: String) throws(SettingProblem) -> ContainerSettings {
    var settings = ContainerSettings()
    var words = try split(text)[...]
    while let word = words.popFirst() {
      guard let (option, attached) = find(word) else { throw unknown(word) }
      switch option.kind {
      case .flag(let flag): settings[keyPath: flag] = try truth(attached, word)
      case .value(let apply):
        guard let value = attached ?? words.popFirst() else { throw SettingProblem("has `\(word)` without a value") }
        try apply(&settings, value)
      }
    }
    return settings
  }

  private static func split(_ text: String) throws(SettingProblem) -> [String] {
    do {
      return try ShellWords.split(text)
    } catch {
      throw SettingProblem(error.message)
    }
  }

  /// The option that a word names, with what is attached to it: `--user=1`, `-u1`, `-u=1`.
  private static func find(_ word: String) -> (Option, String?)? {
    if word.hasPrefix("--") {
      let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = parts.first, let option = options.first(where: { $0.long == name }) else { return nil }
      return (option, parts.count == 2 ? String(parts[1]) : nil)
    }
    guard word.hasPrefix("-"), let letter = word.dropFirst().first,
      let option = options.first(where: { $0.short == letter })
    else { return nil }
    let rest = word.dropFirst(2)
    return (option, rest.isEmpty ? nil : String(rest.hasPrefix("=") ? rest.dropFirst() : rest))
  }

  private static func unknown(_ word: String) -> SettingProblem {
    let known = options.map { "--\($0.long)" + ($0.short.map { " (-\($0))" } ?? "") }.joined(separator: ", ")
    let name = word.prefix { $0 != "=" }
    return SettingProblem("has `\(name)`, which AWS Batch has nothing for; it may have \(known)")
  }

  private static func truth(_ text: String?, _ word: String) throws(SettingProblem) -> Bool {
    switch text?.lowercased() {
    case nil, "true", "1": return true
    case "false", "0": return false
    default: throw SettingProblem("has `\(word)`, which must be true or false")
    }
  }

  // MARK: Values

  private static func environment(_ settings: inout ContainerSettings, _ text: String) throws(SettingProblem) {
    let (name, value) = try EnvironmentSettings.variable(text)
    settings.environment[name] = value
  }

  private static func user(_ settings: inout ContainerSettings, _ text: String) throws(SettingProblem) {
    settings.user = try ContainerParts.user(text)
  }

  private static func sharedMemory(_ settings: inout ContainerSettings, _ text: String) throws(SettingProblem) {
    settings.sharedMemorySize = try ContainerParts.sharedMemory(text, plain: 1)
  }

  private static func memorySwap(_ settings: inout ContainerSettings, _ text: String) throws(SettingProblem) {
    guard let size = BinarySize.mebibytes(text, plain: 1_048_576) else {
      throw SettingProblem("has `--memory-swap \(text)`; it must be a number of MiB from 0, or a size like `2g`")
    }
    settings.maxSwap = size
  }

  private static func swappiness(_ settings: inout ContainerSettings, _ text: String) throws(SettingProblem) {
    guard let number = Int(text), 0...100 ~= number else {
      throw SettingProblem("has `--memory-swappiness \(text)`; it must be a whole number from 0 to 100")
    }
    settings.swappiness = number
  }

  private static func tmpfs(_ settings: inout ContainerSettings, _ text: String) throws(SettingProblem) {
    let tmpfs = try ContainerParts.tmpfs(text)
    settings.tmpfs[tmpfs.containerPath] = tmpfs
  }

  private static func ulimit(_ settings: inout ContainerSettings, _ text: String) throws(SettingProblem) {
    let ulimit = try ContainerParts.ulimit(text)
    settings.ulimits[ulimit.name] = ulimit
  }
}
