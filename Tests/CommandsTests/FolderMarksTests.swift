import Commands
import TestSupport
import Testing
import WorkflowModel

@Suite struct FolderMarksTests {
  @Test func foldersThatNobodyHasWrittenWholeAreRemoved() async throws {
    let storage = FakeStorage()
    let marks = FolderMarks(ofRun: FileReference("fake://bucket/run-1"), in: storage)
    for folder in ["whole", "half"] { storage.put("x", at: "fake://data/\(folder)/x") }
    try await marks.set(["fake://data/whole", "fake://data/half", "fake://data/not-begun"])
    try await marks.clear(["fake://data/whole"])
    try await marks.removeHalfDone()
    #expect(storage.text(at: "fake://data/whole/x") == "x" && storage.text(at: "fake://data/half/x") == nil)
    #expect(try await storage.look(at: FileReference("fake://bucket/run-1")) == nil)
    try await marks.removeHalfDone()
  }
}
