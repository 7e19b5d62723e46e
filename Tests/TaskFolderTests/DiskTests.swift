import Glibc
import TaskFolder
import TestSupport
import Testing

@Suite struct DiskTests {
  @Test func foldersAreMadeWithThoseAboveThem() throws {
    let scratch = try ScratchFolder()
    try Disk.makeFolder(scratch.path + "/a/b//c/")
    try Disk.makeFolder(scratch.path + "/a/b/c")
    #expect(try Disk.status(of: scratch.path + "/a/b/c")?.kind == .folder)
    #expect(try Disk.makeNewFolder(scratch.path + "/a/b") == false)
  }

  @Test func aFileInTheWayOfAFolderIsAnError() throws {
    let scratch = try ScratchFolder()
    let file = try scratch.write("", to: "file")
    #expect(throws: FileSystemError.self) { try Disk.makeFolder(file) }
    let error = #expect(throws: FileSystemError.self) { try Disk.makeFolder(file + "/below") }
    #expect(error?.number == ENOTDIR)
    #expect(error?.description == "cannot make the folder \(file)/below: Not a directory")
  }

  @Test(arguments: [
    ("/a/b", "/a"), ("/a", "/"), ("/", "/"), ("a", "."), ("a/b/", "a"), ("/a//", "/"),
  ])
  func theFolderAboveIsFound(path: String, parent: String) { #expect(Disk.parent(of: path) == parent) }

  @Test func aTreeIsRemovedWithoutFollowingLinks() throws {
    let scratch = try ScratchFolder()
    let kept = try scratch.write("", to: "kept/file")
    try scratch.write("", to: "tree/a/b/c")
    #expect(symlink(scratch.path + "/kept", scratch.path + "/tree/link") == 0)
    #expect(chmod(scratch.path + "/tree/a", 0o500) == 0)
    try Disk.removeTree(scratch.path + "/tree")
    try Disk.removeTree(scratch.path + "/tree")
    #expect(try Disk.linkStatus(of: scratch.path + "/tree") == nil)
    #expect(try Disk.status(of: kept) != nil)
  }

  @Test func aWriteThatFailsLeavesTheOldFileAndNothingElse() throws {
    let scratch = try ScratchFolder()
    let file = try scratch.write("old", to: "file")
    #expect(throws: FileSystemError.self) {
      try Disk.replace(file) { (part: String) throws(FileSystemError) in
        try Disk.write([1], to: part)
        throw FileSystemError("write", file, number: ENOSPC)
      }
    }
    #expect(try scratch.text(of: "file") == "old")
    #expect(try Disk.filesBelow(scratch.path).count == 1)
  }

  @Test func readingStopsAtTheLimit() throws {
    let scratch = try ScratchFolder()
    let file = try scratch.write("12345", to: "file")
    #expect(try Disk.read(file, limit: 5).count == 5)
    #expect(throws: FileSystemError("read", file, number: EFBIG, isWriting: false)) { try Disk.read(file, limit: 4) }
    #expect(try Disk.readTail(file, count: 2) == Array("45".utf8))
    #expect(try Disk.readTail(file, count: 9) == Array("12345".utf8))
    #expect(throws: FileSystemError("read", scratch.path, number: EISDIR, isWriting: false)) {
      try Disk.read(scratch.path)
    }
  }

  @Test func filesOfTheKernelWithoutASizeAreReadWhole() throws {
    #expect(try Disk.read("/proc/self/status").count > 100)
  }

  @Test func aLinkedFileIsTheSameFile() throws {
    let scratch = try ScratchFolder()
    let file = try scratch.write("x", to: "file")
    #expect(symlink(file, scratch.path + "/link") == 0)
    try Disk.linkOrCopy(scratch.path + "/link", to: scratch.path + "/second")
    try Disk.linkOrCopy(file, to: scratch.path + "/second")
    #expect(try Disk.status(of: scratch.path + "/second")?.inode == Disk.status(of: file)?.inode)
    #expect(try Disk.linkStatus(of: scratch.path + "/second")?.kind == .file)
    #expect(try Disk.filesBelow(scratch.path).count == 3)
  }

  @Test func aFileOfAnotherDeviceIsCopied() throws {
    let scratch = try ScratchFolder()
    guard let here = try Disk.status(of: scratch.path), let shared = try Disk.status(of: "/dev/shm"),
      here.device != shared.device
    else { return }
    let source = "/dev/shm/martlet-test-\(getpid())"
    defer { unlink(source) }
    try Disk.write(Array(repeating: 7, count: 3_000_000), to: source, mode: 0o744)
    try Disk.linkOrCopy(source, to: scratch.path + "/copy")
    #expect(try Disk.read(scratch.path + "/copy") == Disk.read(source))
    #expect(access(scratch.path + "/copy", X_OK) == 0)
  }

  @Test func aLinkIsReplacedAndAFolderIsNot() throws {
    let scratch = try ScratchFolder()
    let link = scratch.path + "/link"
    try Disk.link(link, to: "a")
    try Disk.link(link, to: "b")
    #expect(Disk.target(of: link) == "b")
    try Disk.makeFolder(scratch.path + "/folder")
    #expect(throws: FileSystemError.self) { try Disk.link(scratch.path + "/folder", to: "a") }
  }
}
