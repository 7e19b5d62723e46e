import TaskFolder
import TestSupport
import Testing
import WorkflowModel

@testable import Server

@Suite struct PageFilesTests {
  @Test func aFileBelowTheFolderIsRead() throws {
    let folder = try ScratchFolder()
    let path = try folder.write("hello", to: "run/out/a")
    let file = try #require(OpenFile(path, below: folder.path + "/run"))
    #expect(file.size == 5)
    #expect(try file.read(from: 2, count: 10) == Array("llo".utf8))
    #expect(try file.read(from: 5, count: 10) == [])
  }

  @Test func aLinkThatLeadsOutIsNotFollowed() throws {
    let folder = try ScratchFolder()
    let secret = try folder.write("secret", to: "other/secret")
    try folder.write("", to: "run/out/a")
    try Disk.link(folder.path + "/run/out/file", to: secret)
    try Disk.link(folder.path + "/run/out/folder", to: folder.path + "/other")
    #expect(OpenFile(folder.path + "/run/out/file", below: folder.path + "/run") == nil)
    #expect(OpenFile(folder.path + "/run/out/folder/secret", below: folder.path + "/run") == nil)
    #expect(OpenFile(folder.path + "/run/out", below: folder.path + "/run") == nil)
    #expect(OpenFile(folder.path + "/run-2/a", below: folder.path + "/run") == nil)
  }

  @Test func namesOfDownloadsAreWrittenAsHeadersMayHaveThem() {
    #expect(Attachment.header(named: "a b\"\n.txt") == "attachment; filename*=UTF-8''a%20b%22%0A.txt")
    #expect(Attachment.header(named: "ä") == "attachment; filename*=UTF-8''%C3%A4")
    #expect(Attachment.header(named: "") == "attachment; filename*=UTF-8''file")
  }

  @Test func aStreamIsNamedByItsCallAndAttempt() throws {
    let stream = try AttemptStream(["call": "variants/align[3]", "attempt": "2", "stream": "stderr"])
    #expect(stream.number == 1)
    #expect(stream.call.description == "variants/align[3]")
    #expect(stream.fileName == "variants_align_3_2.stderr.log")
  }

  @Test(
    arguments: [
      ["call": "align", "stream": "../stderr"], ["call": "align", "stream": "stdout", "attempt": "0"],
      ["stream": "stdout"], ["call": "align[", "stream": "stdout"],
    ] as [[String: String]])
  func whatNamesNoStreamIsRefused(items: [String: String]) {
    #expect(throws: ServerError.self) { try AttemptStream(items) }
  }
}
