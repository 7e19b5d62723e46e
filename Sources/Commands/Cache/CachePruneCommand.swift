import ArgumentParser
import WorkflowEngine
import WorkflowModel

struct CachePruneCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune", abstract: "Forgets entries of the call cache; files that runs made stay.")

  @OptionGroup var cache: CacheArguments

  @Option(help: "Forget what is older than this: 30d, 12h.")
  var olderThan: String?

  @Flag(help: "Forget what cannot be used any more, since its files are gone or have changed.")
  var gone = false

  @Flag(help: "Forget everything.")
  var all = false

  @Flag(help: "Only say what would be forgotten.")
  var dryRun = false

  func validate() throws {
    if !all, !gone, olderThan == nil { throw ValidationError("say what to forget: --older-than, --gone or --all") }
    try AgeText.check(olderThan)
  }

  func run() async throws {
    let limit = olderThan.flatMap(AgeText.milliseconds).map { WallClock.system.now() - $0 }
    let (gone, all, dryRun) = (gone, all, dryRun)
    try await cache.withCache { folder, storages in
      let check = ResultCheck(storages)
      var keys: [String] = []
      var count = 0
      try await folder.forEach { entry in
        count += 1
        var goes = all || limit.map { entry.time < $0 } ?? false
        if !goes, gone { goes = try await check.loss(of: entry) != nil }
        if goes { keys.append(entry.key) }
      }
      Terminal.say("\(keys.count) of \(Plural.text(count, "entry", "entries")) in \(folder.root.location) may go")
      if dryRun { return }
      if all { try await folder.removeAll() } else { try await folder.remove(keys) }
      Terminal.say("forgotten: \(keys.count)")
    }
  }
}
