import Glibc
import TaskFolder
import TaskManifest
import TestSupport
import Testing

@Suite struct OutputCollectorTests {
  private func collect(_ scratch: borrowing ScratchFolder, _ outputs: ManifestOutput...) throws -> CollectedOutputs {
    try OutputCollector.collect(outputs, workFolder: scratch.path)
  }

  @Test func aDeclaredPathThatDoesNotExistIsAbsent() throws {
    let scratch = try ScratchFolder()
    #expect(try collect(scratch, .path("no"), .path("no/such"), .path("")) == CollectedOutputs())
  }

  @Test func aFileIsToldByItsPathInTheWorkingFolder() throws {
    let scratch = try ScratchFolder()
    let file = try scratch.write("abc", to: "sub/a.txt")
    let entry = CollectedOutputs.Entry(path: "sub/a.txt", realPath: file, isFolder: false, size: 3)
    #expect(try collect(scratch, .path("sub/a.txt")).entries == [entry])
    #expect(try collect(scratch, .path(file)).entries == [entry])
  }

  @Test func aFileElsewhereIsToldByItsAbsolutePath() throws {
    let scratch = try ScratchFolder()
    let other = try ScratchFolder()
    let file = try other.write("abc", to: "a.txt")
    #expect(try collect(scratch, .path(file)).entries.map(\.path) == [file])
  }

  @Test func aFolderComesWithAllFilesBelowIt() throws {
    let scratch = try ScratchFolder()
    for name in ["d/z", "d/.hidden", "d/e/f/g", "beside"] { try scratch.write("", to: name) }
    let found = try collect(scratch, .path("d/"))
    #expect(found.entries.map(\.path) == ["d", "d/.hidden", "d/e/f/g", "d/z"])
    #expect(found.entries.map(\.isFolder) == [true, false, false, false])
  }

  @Test func foldersWithNothingToKeepAreTold() throws {
    let scratch = try ScratchFolder()
    for name in ["d/full/f", "beside/f"] { try scratch.write("", to: name) }
    for name in ["d/empty/within", "bare", "elsewhere"] { try Disk.makeFolder(scratch.path + "/" + name) }
    #expect(symlink("nowhere", scratch.path + "/bare/link") == 0)
    let found = try collect(scratch, .path("d"), .path("bare/"))
    #expect(found.emptyFolders.map(\.path) == ["d/empty/within", "bare"])
    #expect(try Disk.content(of: scratch.path + "/d").emptyFolders == [scratch.path + "/d/empty/within"])
    #expect(try Disk.content(of: scratch.path + "/bare").emptyFolders == [scratch.path + "/bare"])
    #expect(try Disk.content(of: scratch.path + "/bare").others == [scratch.path + "/bare/link"])
  }

  @Test func everythingIsEveryFileOnce() throws {
    let scratch = try ScratchFolder()
    for name in ["b", "a/c", ".d"] { try scratch.write("", to: name) }
    #expect(try collect(scratch, .path("b"), .everything).entries.map(\.path) == ["b", ".d", "a/c"])
  }

  @Test(arguments: [
    ("*.txt", ["a.txt", "b.txt"]), ("?.txt", ["a.txt", "b.txt"]), ("[b-z].txt", ["b.txt"]), ("[!a].txt", ["b.txt"]),
    ("{b,a}.{txt,no}", ["a.txt", "b.txt"]), ("**", ["Z", "a.txt", "b.txt", "linked"]),
    ("*/*.txt", ["d/c.txt", "folder/c.txt"]),
    (".*", [".dot"]), ("./*.txt", ["./a.txt", "./b.txt"]), ("no*", []), ("a.txt", ["a.txt"]), ("", []), ("d", []),
    ("d/c*", ["d/c.txt"]), ("*ed", ["linked"]), ("{a,a}.txt", ["a.txt"]),
  ])
  func patternsMatchAsInAShell(pattern: String, expected: [String]) throws {
    let scratch = try ScratchFolder()
    for name in ["a.txt", "b.txt", "d/c.txt", ".dot", "Z", "d/.e.txt"] { try scratch.write("", to: name) }
    #expect(symlink("a.txt", scratch.path + "/linked") == 0)
    #expect(symlink("d", scratch.path + "/folder") == 0)
    #expect(symlink("nowhere", scratch.path + "/broken") == 0)
    let found = try collect(scratch, .glob(pattern))
    #expect(found.matches == [pattern: expected])
    #expect(Set(found.entries.map(\.path)) == Set(expected))
  }

  @Test func patternsWorkBelowAFolderOfAnyName() throws {
    let scratch = try ScratchFolder()
    let work = scratch.path + "/a {b,c}*[d]\\?"
    try Disk.makeFolder(work)
    try Disk.write([1], to: work + "/x.txt")
    let found = try OutputCollector.collect([.glob("*.txt")], workFolder: work)
    #expect(found.matches == ["*.txt": ["x.txt"]])
  }

  @Test func oddNamesAreKept() throws {
    let scratch = try ScratchFolder()
    let names = ["a\nb", "-n", "ü ", "tab\t\u{1}", "a*b"]
    for name in names { try scratch.write("", to: name) }
    #expect(Set(try collect(scratch, .everything).entries.map(\.path)) == Set(names))
    #expect(Set(try collect(scratch, .glob("*")).entries.map(\.path)) == Set(names))
  }

  @Test func aNameThatIsNoUTF8IsAnErrorAndNotLost() throws {
    let scratch = try ScratchFolder()
    let path = Array((scratch.path + "/a").utf8) + [0xFF, 0]
    let file = path.withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { $0.baseAddress.map { creat($0, 0o666) } ?? -1 }
    }
    close(file)
    let error = #expect(throws: FileSystemError.self) { try collect(scratch, .everything) }
    #expect(error?.number == EILSEQ)
    try Disk.removeTree(scratch.path)
    #expect(try Disk.linkStatus(of: scratch.path) == nil)
  }

  @Test func aFolderThatHoldsItselfIsEnteredOnce() throws {
    let scratch = try ScratchFolder()
    try scratch.write("", to: "d/file")
    #expect(symlink("..", scratch.path + "/d/up") == 0)
    #expect(symlink("self", scratch.path + "/self") == 0)
    #expect(try collect(scratch, .everything).entries.map(\.path) == ["d/file"])
    #expect(try collect(scratch, .path("self")).entries.isEmpty)
  }

  @Test func pipesAndSocketsAreNoOutputs() throws {
    let scratch = try ScratchFolder()
    #expect(mkfifo(scratch.path + "/pipe", 0o666) == 0)
    #expect(try collect(scratch, .path("pipe"), .glob("*"), .everything).entries.isEmpty)
  }

  @Test func linksToTheContainersPathsAreFollowedThere() throws {
    let scratch = try ScratchFolder()
    let input = try scratch.write("input", to: "data/in.bam")
    let work = scratch.path + "/work"
    try scratch.write("made", to: "work/made")
    #expect(symlink("/mnt/martlet/inputs/0/in.bam", work + "/out.bam") == 0)
    #expect(symlink("/mnt/martlet/work/made", work + "/again") == 0)
    let mounts = MountTable([
      .init(seen: "/mnt/martlet/work", actual: work), .init(seen: "/mnt/martlet/inputs/0/in.bam", actual: input),
    ])
    let found = try OutputCollector.collect(
      [.path("out.bam"), .path("/mnt/martlet/work/again"), .path("/mnt/martlet/inputs/0/in.bam"), .glob("*.bam")],
      workFolder: work, seenAs: "/mnt/martlet/work", mounts: mounts)
    #expect(found.entries.map(\.path) == ["out.bam", "again", "/mnt/martlet/inputs/0/in.bam"])
    #expect(found.entries.map(\.realPath) == [input, work + "/made", input])
    #expect(found.matches == ["*.bam": ["out.bam"]])
  }

  @Test func whatLiesOutsideAllMountsIsNotTakenFromThisMachine() throws {
    let scratch = try ScratchFolder()
    let other = try scratch.write("this machine's", to: "other/secret.txt")
    let work = scratch.path + "/work"
    try scratch.write("made", to: "work/made")
    try scratch.write("beside", to: "beside.txt")
    #expect(symlink(other, work + "/linked.txt") == 0)
    #expect(symlink("../beside.txt", work + "/up.txt") == 0)
    #expect(symlink(Disk.parent(of: other), work + "/folder") == 0)
    let mounts = MountTable([.init(seen: "/mnt/martlet/work", actual: work)])
    let globs = [Disk.parent(of: other) + "/*.txt", "../*.txt", "*.txt", "folder/*", "/mnt/martlet/work/../*.txt"]
    let found = try OutputCollector.collect(
      [.path(other), .path("../beside.txt"), .path("linked.txt"), .path("folder"), .everything]
        + globs.map { .glob($0) },
      workFolder: work, seenAs: "/mnt/martlet/work", mounts: mounts)
    #expect(found.entries.map(\.path) == ["made"])
    #expect(found.matches == Dictionary(uniqueKeysWithValues: globs.map { ($0, []) }))
  }

  @Test func absolutePatternsWorkBelowMountsOfAnyName() throws {
    let scratch = try ScratchFolder()
    let input = try scratch.write("input", to: "a {b,c}*[d]/in.txt")
    let work = scratch.path + "/work"
    try scratch.write("made", to: "work/made.txt")
    let mounts = MountTable([
      .init(seen: "/mnt/martlet/work", actual: work),
      .init(seen: "/mnt/martlet/inputs/0", actual: Disk.parent(of: input)),
    ])
    let found = try OutputCollector.collect(
      [.glob("/mnt/martlet/inputs/0/*.txt"), .glob("/mnt/martlet/work/*.txt")],
      workFolder: work, seenAs: "/mnt/martlet/work", mounts: mounts)
    #expect(
      found.matches == [
        "/mnt/martlet/inputs/0/*.txt": ["/mnt/martlet/inputs/0/in.txt"], "/mnt/martlet/work/*.txt": ["made.txt"],
      ])
    #expect(found.entries.map(\.realPath) == [input, work + "/made.txt"])
  }
}
