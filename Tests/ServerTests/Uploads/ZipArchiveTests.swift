import TaskFolder
import TestSupport
import Testing
import WorkflowModel

@testable import Server

@Suite struct ZipArchiveTests {
  typealias Entry = ZipBuilder.Entry

  @Test func filesAndFoldersAreTakenOut() throws {
    let long = String(repeating: "task align { command {} }\n", count: 20_000)
    let folder = try ScratchFolder()
    try extract(
      [
        Entry("lib/"), Entry("lib/align.wdl", long).with { $0.isDeflated = true }, Entry("main.wdl", "version 1.0"),
        Entry("empty.wdl").with { $0.isDeflated = true }, Entry("nothing/").with { $0.mode = 0o040755 },
        Entry("deep/er/ä.wdl", "x").with { $0.flags = 0x800 },
      ], in: folder)
    #expect(try folder.text(of: "out/lib/align.wdl") == long)
    #expect(try folder.text(of: "out/main.wdl") == "version 1.0")
    #expect(try folder.text(of: "out/empty.wdl").isEmpty)
    #expect(try folder.text(of: "out/deep/er/ä.wdl") == "x")
    #expect(try Disk.content(of: folder.path + "/out").emptyFolders == [folder.path + "/out/nothing"])
  }

  @Test func anArchiveMayBeLongHaveACommentOrHoldNothing() throws {
    let folder = try ScratchFolder()
    try extract([Entry("a.wdl", "1").with { $0.isLong = true }], comment: "PK\u{5}\u{6}, by hand", in: folder)
    #expect(try folder.text(of: "out/a.wdl") == "1")
    try Disk.removeTree(folder.path + "/out")
    try extract([Entry("a.wdl", "2")], isLong: true, in: folder)
    #expect(try folder.text(of: "out/a.wdl") == "2")
    try Disk.removeTree(folder.path + "/out")
    try extract([], in: folder)
    #expect(try Disk.holdsNothing(folder.path + "/out"))
  }

  @Test(arguments: [
    "/etc/passwd", "../up.wdl", "a/../../up.wdl", "a/./b", "a//b", "..", ".", "/", "a\\..\\b", "a\u{0}b", "a\nb",
    String(repeating: "n", count: 256), String(repeating: "d/", count: 65) + "f",
  ])
  func namesThatLeadElsewhereAreRefused(_ name: String) throws {
    try expectRefusal([Entry("fine.wdl", "1"), Entry(name, "x")], "relative path")
  }

  @Test(arguments: [
    ([Entry("a", "1").with { $0.mode = 0o120777 }], "neither a file nor a folder"),
    ([Entry("a", "1").with { $0.mode = 0o010644 }], "neither a file nor a folder"),
    ([Entry("a", "1").with { $0.flags = 1 }], "encrypted"),
    ([Entry("a", "1").with { $0.flags = 0x2000 }], "encrypted"),
    ([Entry("a", "1").with { $0.method = 12 }], "method 12"),
    ([Entry("a", "1"), Entry("a", "2")], "twice"),
    ([Entry("a/b", "1"), Entry("a", "2")], "a file in it, and a folder"),
    ([Entry("a/", "content")], "has content"),
    ([Entry("a", "1").with { $0.localName = "b" }], "another name"),
    ([Entry("a", "1").with { $0.checksum = 7 }], "damaged"),
    ([Entry("a", "1").with { $0.size = 2 }], "differ"),
    ([Entry("a", "11").with { ($0.isDeflated, $0.size) = (true, 1) }], "longer than it says"),
    ([Entry("a", "11").with { ($0.isDeflated, $0.size) = (true, 3) }], "damaged"),
    ([Entry("a", "not deflated").with { $0.method = 8 }], "damaged"),
  ])
  func whatIsOddIsRefused(_ entries: [Entry], _ reason: String) throws { try expectRefusal(entries, reason) }

  @Test func largeArchivesAreRefused() throws {
    let zeros = Entry("zeros", String(repeating: "0", count: 1 << 20)).with { $0.isDeflated = true }
    var limits = ZipArchive.Limits()
    limits.unsuspicious = 1_000
    try expectRefusal([zeros], "100 times", limits: limits)
    limits = ZipArchive.Limits()
    limits.bytes = 1 << 19
    try expectRefusal([zeros], "more than 524288 bytes", limits: limits)
    try expectRefusal([Entry("a").with { ($0.isDeflated, $0.size) = (true, .max - 1) }], "bytes", limits: limits)
    limits = ZipArchive.Limits()
    limits.entries = 2
    try expectRefusal([Entry("a"), Entry("b"), Entry("c")], "more than 2 files", limits: limits)
  }

  /// Many names for the same bytes: how a small archive becomes a very large tree.
  @Test func filesThatLieOverEachOtherAreRefused() throws {
    let one = ZipBuilder([Entry("a", "the same")])
    let content = Array(one.bytes[..<one.directoryStart])
    let header = Array(one.bytes[one.directoryStart..<(one.bytes.count - 22)])
    var other = header
    other[46] = UInt8(ascii: "b")
    try expectRefusal(ZipBuilder(content: content, directory: header + other, count: 2).bytes, "over each other")
  }

  @Test func whateverIsCutOffOrChangedIsRefusedOrWhole() throws {
    let text = String(repeating: "version 1.0\n", count: 6)
    let whole = ZipBuilder([Entry("a.wdl", text).with { $0.isDeflated = true }, Entry("lib/b.wdl", text)]).bytes
    for count in 0..<whole.count { try expectRefusal(Array(whole[..<count]), "") }
    for place in whole.indices {
      let folder = try ScratchFolder()
      var changed = whole
      changed[place] ^= 1 << UInt8(place % 8)
      try Disk.write(changed, to: folder.path + "/a.zip")
      if (try? ZipArchive.extract(folder.path + "/a.zip", into: folder.path + "/out")) != nil {
        // Times, versions and such do not matter; names may have changed, contents not.
        for file in try Disk.filesBelow(folder.path + "/out") {
          #expect(try Disk.read(file.path) == Array(text.utf8), "byte \(place)")
        }
      } else {
        #expect(try Disk.textNames(in: folder.path) == ["a.zip"], "byte \(place)")
      }
    }
  }

  private func extract(
    _ entries: [Entry], comment: String = "", isLong: Bool = false, in folder: borrowing ScratchFolder
  ) throws {
    try Disk.write(ZipBuilder(entries, comment: comment, isLong: isLong).bytes, to: folder.path + "/a.zip")
    try ZipArchive.extract(folder.path + "/a.zip", into: folder.path + "/out")
  }

  private func expectRefusal(_ entries: [Entry], _ reason: String, limits: ZipArchive.Limits = .init()) throws {
    try expectRefusal(ZipBuilder(entries).bytes, reason, limits: limits)
  }

  /// That an archive is refused for that reason, and leaves nothing behind.
  private func expectRefusal(_ bytes: [UInt8], _ reason: String, limits: ZipArchive.Limits = .init()) throws {
    let folder = try ScratchFolder()
    let archive = folder.path + "/a.zip"
    try Disk.write(bytes, to: archive)
    let error = #expect(throws: ExecutionError.self) {
      try ZipArchive.extract(archive, into: folder.path + "/out", limits: limits)
    }
    #expect(error?.code == .invalidInput)
    #expect(error?.message.contains(reason) == true, "\(error?.message ?? "")")
    #expect(try Disk.textNames(in: folder.path) == ["a.zip"])
  }
}
