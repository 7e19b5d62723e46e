import Glibc
import Testing
import WorkflowModel

@Suite struct WorkflowModelTests {
  @Test(
    arguments: [
      ("/data/a.bam", nil, "a.bam", "/data"), ("s3://bucket/key/a.bam", "s3", "a.bam", "s3://bucket/key"),
      ("file:///data/a", nil, "a", "/data"), ("/data/folder/", nil, "folder", "/data"), ("/a", nil, "a", "/"),
      ("https://host/a.bam?x=/1#y", "https", "a.bam", "https://host/a.bam?x="), ("S3://b/k", "s3", "k", "S3://b"),
    ] as [(String, String?, String, String)])
  func aReferenceKnowsItsParts(location: String, scheme: String?, name: String, parent: String) {
    let file = FileReference(location)
    #expect(file.scheme == scheme)
    #expect(file.isLocal == (scheme == nil))
    #expect(file.name == name)
    if !location.contains("?") { #expect(file.parent == FileReference(parent)) }
  }

  @Test(arguments: [
    ("/d", "a/b", "/d/a/b"), ("s3://b/p", "k", "s3://b/p/k"), ("/d", "/x", "/x"), ("/d", "s3://b/k", "s3://b/k"),
    ("/d", ".", "/d"), ("/d", "", "/d"), ("/", "a", "/a"),
  ])
  func pathsAreAppended(folder: String, path: String, expected: String) {
    #expect(FileReference(folder).appending(path).location == expected)
  }

  @Test(arguments: ["align", "variants/align[3]/sort", "a[0][12]", "a/b/c"])
  func aCallReadsBackAsItIsWritten(_ text: String) { #expect(CallPath(text)?.description == text) }

  @Test(arguments: ["", "a//b", "a[", "a[x]", "[1]", "a[1]b"])
  func otherTextIsNoCall(_ text: String) { #expect(CallPath(text) == nil) }

  @Test func aCallHasAFolderAndAName() {
    let call = CallPath([.init("variants", shards: [1, 2]), .init("sort")])
    #expect(call.folder == "variants/1/2/sort")
    #expect(call.name == "variants.sort")
    let run = RunPlace(name: "r", folder: "/runs/r")
    #expect(run.attemptFolder(call, 0) == "/runs/r/calls/variants/1/2/sort/attempt-1")
  }

  @Test(arguments: [
    (ENOENT, false, ExecutionError.Code.fileNotFound), (ENOTDIR, false, .fileNotFound), (ENOTDIR, true, .notWritable),
    (EACCES, false, .notReadable), (EACCES, true, .notWritable), (EROFS, true, .notWritable), (ENOSPC, true, .diskFull),
    (EDQUOT, true, .diskFull), (EIO, false, .notReadable),
  ])
  func whatTheSystemRefusesHasACode(number: Int32, writing: Bool, code: ExecutionError.Code) {
    #expect(ExecutionError(doing: "open", path: "/x", number: number, writing: writing).code == code)
  }
}
