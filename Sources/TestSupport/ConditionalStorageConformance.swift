package import WorkflowModel

/// What every storage must do that writes under conditions.
///
/// - Parameter folder: a folder of the storage that is empty and may be written to.
/// - Returns: what is wrong, in sentences; nothing when all is well.
package func checkConditions(_ storage: any ConditionalStorage, in folder: FileReference) async -> [String] {
  var complaints = Complaints()
  let file = folder.appending("agreed")
  await complaints.part("conditions") { complaints in
    complaints.expectEqual(try await storage.readVersion(of: file, limit: 10), nil, "a file that is not there")
    complaints.expectEqual(
      try await storage.write([1], to: file, replacing: "\"0123456789abcdef0123456789abcdef\""), nil,
      "replacing what is not there")
    let first = try await storage.write([1], to: file, replacing: nil)
    complaints.expect(first != nil, "a new file is written")
    complaints.expectEqual(try await storage.write([2], to: file, replacing: nil), nil, "a second new file")
    let second = try await storage.write([2], to: file, replacing: first)
    complaints.expect(second != nil && second != first, "a known version is replaced by another")
    complaints.expectEqual(try await storage.write([3], to: file, replacing: first), nil, "replacing an old version")
    let found = try await storage.readVersion(of: file, limit: 10)
    complaints.expectEqual(found?.bytes, [2], "the bytes")
    complaints.expectEqual(found?.version, second, "the version")
  }
  return complaints.list
}
