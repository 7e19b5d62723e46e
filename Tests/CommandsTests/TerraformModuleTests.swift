import TaskFolder
import TerraformFiles
import Testing

/// The module as it travels in the program is the one in `infra/terraform`.
@Suite struct TerraformModuleTests {
  @Test func theProgramHasEachFile() throws {
    let folder = Disk.parent(of: Disk.parent(of: Disk.parent(of: #filePath))) + "/infra/terraform"
    let names = try Disk.textNames(in: folder).filter { $0.hasSuffix(".tf") || $0.hasSuffix(".tftpl") }
    #expect(TerraformFiles.all.map(\.name) == names)
    for (name, text) in TerraformFiles.all { #expect(Array(text.utf8) == (try Disk.read(folder + "/" + name))) }
    #expect(TerraformFiles.variableNames.contains("max_vcpus"))
  }
}
