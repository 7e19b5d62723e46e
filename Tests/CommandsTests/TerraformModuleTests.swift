import TaskFolder
import TestSupport
import Testing

@testable import Commands

/// The module as it travels in the program is the one in `infra/terraform`.
@Suite struct TerraformModuleTests {
  private static let project = Disk.parent(of: Disk.parent(of: Disk.parent(of: #filePath)))
  private static let sources = Golden("../../Sources/Commands/Cloud/Module")
  private static let folder = project + "/infra/terraform"

  private static var names: [String] {
    get throws { try Disk.textNames(in: folder).filter { $0.hasSuffix(".tf") || $0.hasSuffix(".tftpl") } }
  }

  @Test func eachFileStandsInTheProgram() throws {
    for name in try Self.names {
      let text = String(decoding: try Disk.read(Self.folder + "/" + name), as: UTF8.self)
      let source = "TerraformModule+\(Self.member(name, capital: true)).swift"
      #expect(try Self.sources.difference(of: Self.source(of: text, as: Self.member(name)), from: source) == nil)
    }
  }

  @Test func theListHasEachFile() throws {
    #expect(TerraformModule.files.map(\.name) == (try Self.names))
    for (name, text) in TerraformModule.files {
      #expect(text == String(decoding: try Disk.read(Self.folder + "/" + name), as: UTF8.self))
    }
  }

  /// `launch-template.tf` is `launchTemplate`.
  private static func member(_ name: String, capital: Bool = false) -> String {
    let words = name.prefix { $0 != "." }.split(separator: "-").map(String.init)
    return words.enumerated().map { place, word in
      place == 0 && !capital ? word : word.prefix(1).uppercased() + word.dropFirst()
    }.joined()
  }

  private static func source(of text: String, as member: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "    \($0)" }
    return """
      // Made of infra/terraform by TerraformModuleTests: change it there.

      extension TerraformModule {
        static let \(member) = #\"\"\"
      \(lines.joined(separator: "\n"))
          \"\"\"#
      }

      """
  }
}
