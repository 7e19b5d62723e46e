import TaskFolder
package import WorkflowModel

/// What every storage must do.
///
/// - Parameter folder: a folder of the storage that is empty and may be written to.
/// - Returns: what is wrong, in sentences; nothing when all is well.
package func checkStorage(_ storage: any Storage, in folder: FileReference) async -> [String] {
  var complaints = Complaints()
  let scratch: ScratchFolder
  do { scratch = try ScratchFolder() } catch { return ["no scratch folder: \(error)"] }
  let suite = StorageSuite(storage: storage, folder: folder, scratch: scratch.path)
  await complaints.part("bytes come back", suite.bytesComeBack)
  await complaints.part("a write replaces the whole file", suite.writesReplace)
  await complaints.part("what files hold", suite.identities)
  await complaints.part("absence", suite.absence)
  await complaints.part("limits", suite.limits)
  await complaints.part("ends of files", suite.tails)
  await complaints.part("folders", suite.folders)
  await complaints.part("transfers", suite.transfers)
  await complaints.part("looking at many", suite.manyLooks)
  await complaints.part("copies", suite.copies)
  await complaints.part("deleting", suite.deleting)
  await complaints.part("deleting many", suite.deletingMany)
  return complaints.list
}

private struct StorageSuite {
  let storage: any Storage
  let folder: FileReference
  let scratch: String

  private func thrown(_ body: () async throws -> Void) async -> ExecutionError.Code? {
    do { try await body() } catch { return (error as? ExecutionError)?.code }
    return nil
  }

  func bytesComeBack(_ complaints: inout Complaints) async throws {
    let every = (0...255).map { UInt8($0) }
    for (name, bytes) in [("every", every), ("empty", []), ("a b+ü%20.txt", Array("x\r\n".utf8))] {
      let file = folder.appending(name)
      try await storage.write(bytes, to: file)
      complaints.expectEqual(try await storage.read(file, limit: 1000), bytes, "the bytes of `\(name)`")
      let entry = try await storage.look(at: file)
      complaints.expectEqual(entry?.size, Int64(bytes.count), "the size of `\(name)`")
      complaints.expectEqual(entry?.isFolder, false, "whether `\(name)` is a folder")
      complaints.expectEqual(entry?.reference, file, "the reference of `\(name)`")
    }
  }

  func writesReplace(_ complaints: inout Complaints) async throws {
    let file = folder.appending("replaced")
    try await storage.write(Array("a longer text".utf8), to: file)
    let before = try await storage.look(at: file)?.version
    try await storage.write(Array("short".utf8), to: file)
    complaints.expectEqual(try await storage.read(file, limit: 100), Array("short".utf8), "the replaced bytes")
    let after = try await storage.look(at: file)?.version
    complaints.expect(before == nil || before != after, "the version stays \(before ?? "nil") when the bytes change")
  }

  func identities(_ complaints: inout Complaints) async throws {
    let file = folder.appending("known")
    try await storage.write(Array("some bytes".utf8), to: file)
    let before = try await storage.identity(of: file)
    complaints.expectEqual(try await storage.identity(of: file), before, "the identity of what has not changed")
    try await storage.write(Array("more bytes".utf8), to: file)
    let after = try await storage.identity(of: file)
    complaints.expect(before == nil || before != after, "the identity stays when the bytes change")
    let code = await thrown {
      if try await storage.identity(of: folder.appending("no such file")) == nil {
        throw ExecutionError(.fileNotFound, "nothing is there")
      }
    }
    complaints.expectEqual(code, .fileNotFound, "the error for the identity of what is not there")
  }

  func absence(_ complaints: inout Complaints) async throws {
    let file = folder.appending("nothing/here")
    complaints.expectEqual(try await storage.look(at: file), nil, "what is said of a file that is not there")
    complaints.expectEqual(
      await thrown { _ = try await storage.read(file, limit: 10) }, .fileNotFound, "reading what is not there")
    complaints.expectEqual(
      await thrown { try await storage.download(file, to: scratch + "/nothing") }, .fileNotFound,
      "downloading what is not there")
    complaints.expectEqual(
      try Disk.linkStatus(of: scratch + "/nothing"), nil, "what a download that failed left behind")
  }

  func limits(_ complaints: inout Complaints) async throws {
    let file = folder.appending("limited")
    try await storage.write([1, 2, 3], to: file)
    complaints.expectEqual(try await storage.read(file, limit: 3), [1, 2, 3], "reading exactly to the limit")
    complaints.expect(
      await thrown { _ = try await storage.read(file, limit: 2) } != nil,
      "reading beyond the limit is no ExecutionError")
  }

  func tails(_ complaints: inout Complaints) async throws {
    let file = folder.appending("with-an-end")
    let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7 >> 2) }
    try await storage.write(bytes, to: file)
    complaints.expect(
      try await storage.readTail(file, count: 5000) == Array(bytes.suffix(5000)), "the end of a file is not its end")
    try await storage.write([1, 2, 3], to: file)
    complaints.expectEqual(try await storage.readTail(file, count: 10), [1, 2, 3], "the end of a shorter file")
    complaints.expectEqual(try await storage.readTail(file, count: 3), [1, 2, 3], "an end that is the whole")
    try await storage.write([], to: file)
    complaints.expectEqual(try await storage.readTail(file, count: 10), [], "the end of an empty file")
    complaints.expectEqual(
      await thrown { _ = try await storage.readTail(folder.appending("nothing"), count: 10) }, .fileNotFound,
      "the end of what is not there")
  }

  func folders(_ complaints: inout Complaints) async throws {
    let top = folder.appending("folder")
    for name in ["b/2", "a", "b/1", "b-c"] { try await storage.write([0], to: top.appending(name)) }
    let found = try await storage.list(top).map { String($0.reference.location.dropFirst(top.location.count + 1)) }
    complaints.expectEqual(found, ["a", "b-c", "b/1", "b/2"], "the files of a folder in the order of their paths")
    complaints.expectEqual(try await storage.look(at: top)?.isFolder, true, "whether a folder is one")
    let below = try await storage.list(top.appending("b")).count
    complaints.expectEqual(below, 2, "the files of the folder `b` beside `b-c`")
  }

  func transfers(_ complaints: inout Complaints) async throws {
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    let source = scratch + "/source"
    try Disk.write(bytes, to: source)
    let file = folder.appending("transfers/big")
    try await storage.upload(source, to: file)
    try await storage.download(file, to: scratch + "/below/back")
    complaints.expect(try Disk.read(scratch + "/below/back") == bytes, "the bytes change on the way up and down")
    try Disk.write([1], to: scratch + "/below/back")
    try await storage.download(file, to: scratch + "/below/back")
    complaints.expect(try Disk.read(scratch + "/below/back") == bytes, "a download does not replace what was there")
    let left = try Disk.filesBelow(scratch + "/below").map(\.path)
    complaints.expectEqual(left, [scratch + "/below/back"], "the files beside a download")
    complaints.expectEqual(
      await thrown { try await storage.upload(scratch + "/missing", to: folder.appending("never")) }, .fileNotFound,
      "uploading what is not there")
  }

  func deleting(_ complaints: inout Complaints) async throws {
    let file = folder.appending("deleted")
    try await storage.write([1], to: file)
    try await storage.delete(file)
    complaints.expectEqual(try await storage.look(at: file), nil, "what is said of a deleted file")
    try await storage.delete(file)
  }

  func manyLooks(_ complaints: inout Complaints) async throws {
    let top = folder.appending("many")
    let names = (0..<20).map { "f\($0)" } + ["é", "a/b"]
    for name in names { try await storage.write(Array(name.utf8), to: top.appending(name)) }
    let asked = ["none"] + names.reversed() + ["f1x", "a", "f3"]
    let entries = try await storage.look(atAll: asked.map { top.appending($0) })
    var single: [StorageEntry?] = []
    for name in asked { single.append(try await storage.look(at: top.appending(name))) }
    complaints.expectEqual(entries, single, "what is said of many files at once")
    complaints.expectEqual(entries[1]?.size, 3, "the size of `a/b` among many")
    complaints.expectEqual(try await storage.look(atAll: []), [], "what is said of no files")
  }

  func copies(_ complaints: inout Complaints) async throws {
    let (file, target) = (folder.appending("copies/a+b"), folder.appending("copies/to/c d"))
    try await storage.write([1, 2, 3], to: file)
    try await storage.write([9], to: target)
    try await storage.copy(file, to: target)
    complaints.expectEqual(try await storage.read(target, limit: 10), [1, 2, 3], "the bytes of a copy")
    complaints.expectEqual(try await storage.read(file, limit: 10), [1, 2, 3], "the bytes of what was copied")
    complaints.expectEqual(
      await thrown { try await storage.copy(folder.appending("copies/none"), to: target) }, .fileNotFound,
      "copying what is not there")
    complaints.expectEqual(try await storage.read(target, limit: 10), [1, 2, 3], "what a copy that failed left")
  }

  func deletingMany(_ complaints: inout Complaints) async throws {
    let top = folder.appending("condemned")
    let files = ["a&<b>", "b c", "d/e", "kept"].map { top.appending($0) }
    for file in files { try await storage.write([1], to: file) }
    try await storage.delete(all: files.dropLast() + [top.appending("never")])
    complaints.expectEqual(try await storage.list(top).map(\.reference), [files[3]], "what is left of a folder")
    try await storage.delete(all: [])
    try await storage.deleteFolder(top)
    complaints.expectEqual(try await storage.look(at: files[3]), nil, "what is said of a file in a deleted folder")
    try await storage.deleteFolder(top.appending("nothing"))
  }
}
