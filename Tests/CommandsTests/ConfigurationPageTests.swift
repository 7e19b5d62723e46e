import AWSBatchBackend
import TaskFolder
import Testing

@testable import Commands

/// `docs/configuration.md` has the settings that are read, and no others.
@Suite struct ConfigurationPageTests {
  private static let batch = SettingNames.ofEnvironments + SettingNames.ofTasks

  private let page: String

  init() throws {
    let repository = Disk.parent(of: Disk.parent(of: Disk.parent(of: #filePath)))
    page = String(decoding: try Disk.read(repository + "/docs/configuration.md"), as: UTF8.self)
  }

  @Test func itsTablesHaveTheSettingsThatAreRead() throws {
    let own = { (names: [[String]]) in Set(names.compactMap(\.first)) }
    #expect(try rows(below: "## `backend: local`") == Set(LocalEnvironment.names).subtracting(["backend"]))
    #expect(
      try rows(below: "### Of the environment", "### Of every job, and of single tasks")
        == own(Self.batch).subtracting(["backend"]))
    #expect(try rows(below: "## Rules: what single calls need") == own(RuleReader.names))
  }

  @Test func eachSettingOfBatchHasItsNamesInOtherSystems() throws {
    let own = Set(Self.batch.compactMap(\.first)).subtracting(["backend"])
    #expect(try rows(below: "### Names in other systems") == own)
  }

  @Test func itHasEveryNameOfASetting() {
    let quoted = Set(page.matches(of: #/`([^`\n]+)`/#).map { String($0.1) })
    let names = (Self.batch + RuleReader.names).joined() + Configuration.allNames + LocalEnvironment.names
    #expect(Set(names).subtracting(quoted).sorted() == [])
  }

  /// The names in the first column of the tables between these headings and the next ones.
  private func rows(below headings: String...) throws -> Set<String> {
    var found: Set<String> = []
    for heading in headings {
      let start = try #require(page.firstRange(of: heading + "\n"), "there is no heading \(heading)")
      let lines = page[start.upperBound...].split(separator: "\n").prefix { !$0.hasPrefix("#") }
      for line in lines where line.hasPrefix("| `") {
        found.formUnion(line.dropFirst(2).prefix { $0 != "|" }.matches(of: #/`([^`]+)`/#).map { String($0.1) })
      }
    }
    return found
  }
}
