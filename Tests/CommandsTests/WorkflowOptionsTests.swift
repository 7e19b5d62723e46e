import JSONText
import TaskFolder
import Testing
import WorkflowEngine
import WorkflowModel

@testable import Commands

@Suite struct WorkflowOptionsTests {
  private func options(_ values: JSONObject) throws -> WorkflowOptions {
    try WorkflowOptions(values, named: "options.json")
  }

  private func configuration(_ environments: JSONObject) -> Configuration {
    var configuration = Configuration.none
    configuration.environments = environments
    return configuration
  }

  @Test func textsStandForFlagsAndNumbersAsInCromwell() throws {
    let options = try options([
      "use_relative_output_paths": "true", "read_from_cache": "False", "memory_retry_multiplier": "1.5",
      "workflow_failure_mode": "ContinueWhilePossible", "delete_intermediate_output_files": true,
    ])
    #expect(options.copies.usesRelativePaths && options.deletesIntermediateFiles)
    #expect(options.readsCache == false)
    #expect(options.failureMode == .continue)
    #expect(options.attributeDefaults.values["memory_retry_multiplier"]?.double == 1.5)
  }

  @Test func everythingThatIsWrongIsSaidAtOnce() throws {
    let error = try #require(throws: ExecutionError.self) {
      try options([
        "read_from_cache": "perhaps", "final_workflow_outputs_dir": "gs://bucket/x",
        "aws_batch_job_role_arn": "role", "memory_retry_multiplier": 100, "workflow_callback_uri": "host/x",
        "default_runtime_attributes": ["jobTimeout": 10], "call_cache_hit_path_prefixes": [3],
        "continueOnReturnCode": [0, "x"], "aws_s3_root": "s3://bucket",
      ])
    }
    #expect(error.code == .invalidInput)
    #expect(error.message.hasPrefix("9 options of options.json are wrong:"))
  }

  @Test func unknownNamesAreNotesWithWhatWasMeant() throws {
    let notes = try options(["read_from_cach": true, "google_project": "x", "hogGroup": "y", "zzz": 1]).notes
    #expect(notes.count == 4)
    #expect(notes[0].hasSuffix("did you mean `read_from_cache`?"))
    #expect(notes[1].hasSuffix("another backend of Cromwell"))
  }

  @Test func anAttributesOwnDefaultCountsBeforeTheOption() throws {
    for values: JSONObject in [
      ["continueOnReturnCode": 3, "default_runtime_attributes": ["continueOnReturnCode": 4]],
      ["default_runtime_attributes": ["continueOnReturnCode": 4], "continueOnReturnCode": 3],
    ] { #expect(try options(values).defaultAttributes["continueOnReturnCode"] == 4) }
  }

  @Test func whatIsKeptReadsBackAsTheSame() throws {
    let first = try options([
      "final_workflow_outputs_dir": "out", "final_call_logs_dir": "s3://bucket/logs", "backend": "aws",
      "call_cache_hit_path_prefixes": "s3://bucket/a", "unknown": "dropped",
    ])
    #expect(first.kept["unknown"] == nil)
    var second = try options(first.kept)
    second.notes = first.notes
    #expect(second == first)
    #expect(first.copies.outputs?.isLocal == true && first.copies.outputs?.location.hasPrefix("/") == true)
  }

  @Test func environmentsOnBatchGetRoleAndRootUnderTheirOwnNames() throws {
    let options = try options(["aws_batch_job_role_arn": "arn:aws:iam::1:role/x", "aws_s3_root": "s3://b/root"])
    let changed = options.applied(
      to: configuration([
        "aws": ["backend": "aws-batch", "jobRoleArn": "arn:aws:iam::1:role/y", "workDir": "s3://b/work"],
        "laptop": ["backend": "local"],
      ]))
    #expect(
      changed.environments["aws"]
        == ["backend": "aws-batch", "jobRole": "arn:aws:iam::1:role/x", "bucket": "s3://b/root"])
    #expect(changed.environments["laptop"] == ["backend": "local"])
  }

  @Test func theCacheCanOnlyBeForbidden() throws {
    var off = Configuration.none
    off.cache = .off
    let on = try options(["read_from_cache": true, "write_to_cache": true]).applied(to: off)
    #expect(!on.cache.isRead && !on.cache.isWritten)
    let deleting = try options(["delete_intermediate_output_files": true]).applied(to: .none)
    #expect(deleting.cache.isRead && !deleting.cache.isWritten)
  }

  @Test func aHeadElsewhereDoesNotCopyToThisMachine() throws {
    #expect(throws: ExecutionError.self) { try options(["final_workflow_log_dir": "/tmp/x"]).checkForHead() }
    try options(["final_workflow_log_dir": "s3://bucket/x"]).checkForHead()
  }

  @Test func everyOptionIsDocumented() throws {
    let path = MigrationPagesTests.repository + "/docs/cromwell.md"
    let rows = String(decoding: try Disk.read(path), as: UTF8.self).split(separator: "\n").filter {
      $0.hasPrefix("| `")
    }
    for name in WorkflowOptions.names {
      #expect(rows.contains { $0.contains("`\(name)`") }, "\(name)")
    }
  }

  @Test func theCallbackSpeaksAsCromwells() {
    #expect(
      WorkflowCallback.message("run-1", .success(["w.x": 1]))
        == ["workflowId": "run-1", "state": "Succeeded", "outputs": ["w.x": 1], "failures": []])
    #expect(
      WorkflowCallback.message("run-1", .failure(CancellationError()))
        == ["workflowId": "run-1", "state": "Aborted", "outputs": [:], "failures": []])
    #expect(
      WorkflowCallback.message("run-1", .failure(ExecutionError(.taskFailed, "no")))["failures"] == ["no"])
  }
}

@Suite struct FinalFilesTests {
  private let final = FinalFiles(FileReference("/final"), workflow: "w", run: "w-1")

  @Test(arguments: [
    ("/runs/w-1/calls/align/3/attempt-2/work/sub/a.bam", "call-align/shard-3", "sub/a.bam"),
    ("s3://b/p/w-1-ab/calls/inner/0/sort/attempt-1/work/a.bam", "call-inner/shard-0/call-sort", "a.bam"),
    ("/runs/w-1/calls/align/cached/work/calls/x", "call-align", "calls/x"),
    ("/runs/w-1/calls/align/attempt-1/disks/0/x", "call-align", "0/x"),
  ])
  func aFileIsInItsCallsFolder(_ file: String, _ call: String, _ path: String) throws {
    let place = try #require(PlaceInRun(FileReference(file)))
    #expect(place.call == call && place.path == path)
  }

  @Test(arguments: [
    "/data/calls/x.bam", "/data/a.bam", "s3://b/calls/attempt-1/work/x", "/runs/w/calls/a/attempt-1/stdout",
  ])
  func otherFilesAreOfNoCall(_ file: String) { #expect(PlaceInRun(FileReference(file)) == nil) }

  @Test func namesThatCollideAreRefused() throws {
    let files: Set = [
      FileReference("/runs/w-1/calls/a/attempt-1/work/x.txt"), FileReference("/runs/w-1/calls/b/attempt-1/work/x.txt"),
    ]
    #expect(
      try final.copies(of: files, relativeTo: nil).map(\.target.location)
        == ["/final/w/w-1/call-a/x.txt", "/final/w/w-1/call-b/x.txt"])
    let error = #expect(throws: ExecutionError.self) {
      try final.copies(of: files, relativeTo: FileReference("/final"))
    }
    #expect(error?.code == .conflict)
  }

  @Test func anInputThatIsHandedOnIsCopiedToo() throws {
    #expect(
      try final.copies(of: [FileReference("s3://b/ref.fa")], relativeTo: nil).map(\.target.location)
        == ["/final/w/w-1/inputs/ref.fa"])
  }
}

@Suite struct MemoryUnitsTests {
  @Test(
    arguments: [
      ("2 GB", 2_000_000_000, 2_147_483_648), ("2 GiB", 2_147_483_648, 2_147_483_648), ("3 K", 3000, 3072),
      ("512", 512, 512), ("1.5 MB", 1_500_000, 1_572_864), ("10B", 10, 10),
    ] as [(String, Int64, Int64)])
  func decimalUnitsAreReadAsBinaryOnes(_ text: String, _ decimal: Int64, _ binary: Int64) {
    #expect(MemoryUnits.decimal.bytes(text) == decimal)
    #expect(MemoryUnits.binary.bytes(text) == binary)
  }

  @Test func aRequestIsReadSoOnceOrTwice() {
    var request = TaskRequest(command: "")
    request.hints = ["memory": "1 GB"]
    let once = MemoryUnits.binary.applied(to: request)
    #expect(once.resources.memory == 1 << 30)
    #expect(MemoryUnits.binary.applied(to: once) == once)
    #expect(MemoryUnits.decimal.applied(to: request) == request)
  }

  @Test func whatCromwellGivesIsToldOnlyWhereItDiffers() {
    #expect(AttributeRemarks.memory("2 GB")?.range(of: "1908 MiB") != nil)
    #expect(AttributeRemarks.memory("2 GiB") == nil)
    #expect(AttributeRemarks.memory(nil) == nil)
  }
}

@Suite struct AttributeRemarkTests {
  @Test func onlyWhatIsMeantAndHasNoEffectIsTold() {
    let hints: JSONObject = ["zones": "us-east-1a", "noAddress": true, "efsMakeMD5": "false", "cpu": 1]
    #expect(AttributeRemarks.remarks(on: hints, isOnFargate: false).map(\.attribute) == ["zones", "noAddress"])
    #expect(AttributeRemarks.remarks(on: hints, isOnFargate: true).map(\.attribute) == ["zones"])
  }
}
