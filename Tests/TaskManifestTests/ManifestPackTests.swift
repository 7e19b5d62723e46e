import Foundation
import JSONText
import TaskManifest
import Testing

@Suite struct ManifestPackTests {
  @Test func aPackGivesBackItsManifests() throws {
    let manifests = ["{}", "{\"a\":1}", ""].prefix(2).map { Array($0.utf8) }
    let pack = ManifestPack.encode(manifests)
    #expect(try ManifestPack.manifests(in: pack) == manifests)
    for length in [0, 10, 24, 60, pack.count - 2] {
      #expect(throws: ManifestError.self) { try ManifestPack.manifests(in: Array(pack.prefix(length))) }
    }
  }

  private func part(_ pack: [UInt8], _ range: ClosedRange<Int64>) -> [UInt8] {
    Array(pack[min(Int(range.lowerBound), pack.count)..<min(Int(range.upperBound) + 1, pack.count)])
  }

  @Test func aChildFindsItsManifestByTwoReads() throws {
    let manifests = ["{\"a\":1}", "{\"b\":\"é\"}", "{}"].map { Array($0.utf8) }
    let pack = ManifestPack.encode(manifests)
    for (index, manifest) in manifests.enumerated() {
      let place = try ManifestPack.manifest(at: part(pack, ManifestPack.line(of: index)))
      #expect(part(pack, place) == manifest)
    }
  }

  @Test func versionOneIsWrittenAsRecorded() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Examples")
    let recorded = try Array(Data(contentsOf: folder.appending(path: "manifests-1.pack")))
    let manifests = try ["manifest-1", "manifest-1-least"].map {
      Array(JSONWriter.compact(try ExamplesOnDisk.json($0)).utf8)
    }
    #expect(ManifestPack.encode(manifests) == recorded)
  }

  @Test func aChildWithoutAManifestIsTold() {
    let pack = ManifestPack.encode([Array("{\"task\":\"a manifest longer than a line of the table\"}".utf8)])
    #expect(throws: ManifestError.self) { try ManifestPack.manifest(at: part(pack, ManifestPack.line(of: 1))) }
    #expect(throws: ManifestError.self) { try ManifestPack.manifest(at: part(pack, ManifestPack.line(of: 9999))) }
  }

  @Test func aFullPackIsHardlyLargerThanItsManifests() {
    let manifests = Array(repeating: Array("{\"version\":1}".utf8), count: ManifestPack.largestCount)
    let lines = ManifestPack.lineLength * (manifests.count + 1)
    #expect(ManifestPack.encode(manifests).count == lines + manifests.count * 14)
  }
}
