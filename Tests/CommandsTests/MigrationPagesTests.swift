import AWSBatchBackend
import ArgumentParser
import SourceText
import TaskFolder
import Testing

@testable import Commands

/// What the pages of `docs/migrate` name on our side is there, and their examples are taken.
@Suite struct MigrationPagesTests {
  static let repository = Disk.parent(of: Disk.parent(of: Disk.parent(of: #filePath)))
  static let pages = ["snakemake", "nextflow", "cromwell", "miniwdl-aws", "agc"]

  private static func text(_ page: String) throws -> String {
    String(decoding: try Disk.read(repository + "/docs/migrate/\(page).md"), as: UTF8.self)
  }

  /// The names of settings in `martlet.yaml`, wherever they stand.
  private static let settings: Set<String> = Set(
    (SettingNames.ofEnvironments + SettingNames.ofTasks + RuleReader.names).joined() + Configuration.allNames
      + LocalEnvironment.names)

  /// The verbs of the program: `run`, `config check`.
  private static let verbs: Set<String> = Set(
    MartletCommand.configuration.subcommands.flatMap { command in
      let name = command.configuration.commandName ?? ""
      return [name] + command.configuration.subcommands.map { "\(name) \($0.configuration.commandName ?? "")" }
    })

  @Test(arguments: pages) func everyExampleIsAConfigurationWithoutFault(_ page: String) throws {
    let blocks = try Self.text(page).components(between: "```yaml\n", and: "```")
    #expect(!blocks.isEmpty)
    for block in blocks {
      #expect(block.hasPrefix("# martlet.yaml\n"))
      let document = try ConfigurationDocument(SourceFile(name: "martlet.yaml", bytes: Array(block.utf8)))
      #expect(ConfigurationCheck.problems(in: document).map(\.message) == [])
    }
  }

  @Test(arguments: pages) func everySettingAndVerbInItsTablesIsThere(_ page: String) throws {
    let plugin = String(decoding: try Disk.read(Self.repository + "/docs/snakemake.md"), as: UTF8.self)
    let rows = try Self.text(page).split(separator: "\n").filter { $0.hasPrefix("| `") }
    #expect(rows.count > 10)
    for row in rows {
      let cells = row.split(separator: "|", omittingEmptySubsequences: false).map { $0.drop { $0 == " " } }
      #expect(cells.count == 5, "\(row)")
      // What has no counterpart says why.
      if cells[2].hasPrefix("–") { #expect(!cells[3].isEmpty, "\(row)") }
      for word in String(cells[2]).components(between: "`", and: "`") {
        if word.hasPrefix("martlet ") {
          let words = word.split(separator: " ").dropFirst().prefix { !$0.hasPrefix("-") }
          #expect(Self.verbs.contains(words.joined(separator: " ")), "\(word) in \(row)")
        } else if word.hasPrefix("--martlet-") {
          #expect(plugin.contains("`\(word)`"), "\(word) in \(row)")
        } else {
          #expect(Self.settings.contains(word), "\(word) in \(row)")
        }
      }
    }
  }
}

extension String {
  fileprivate func components(between open: String, and close: String) -> [String] {
    var found: [String] = []
    var rest = self[...]
    while let start = rest.firstRange(of: open), let end = rest[start.upperBound...].firstRange(of: close) {
      found.append(String(rest[start.upperBound..<end.lowerBound]))
      rest = rest[end.upperBound...]
    }
    return found
  }
}
