import S3Storage
import Testing
import WorkflowModel

@testable import AWSBatchBackend

@Suite struct RunLayoutTests {
  private let layout = RunLayout(prefix: S3Location(bucket: "lab", key: "martlet"), run: "variants-1")
  private let call = CallPath([CallPath.Step("variants"), CallPath.Step("align", shards: [3])])

  @Test func theBucketHoldsTheTreeOfTheRun() {
    #expect(layout.attempt(call, 0).url == "s3://lab/martlet/variants-1/calls/variants/align/3/attempt-1")
    #expect(layout.input(digest: "ab", name: "x.fa").url == "s3://lab/martlet/variants-1/inputs/ab/x.fa")
  }

  @Test func aCallsFolderInItsContainerIsShortAndItsOwn() {
    let run = RunPlace(name: "variants-1", folder: "/runs/variants-1")
    let folder = RunLayout.taskFolder(scratch: "/tmp", run: run, call: call)
    #expect(folder.hasPrefix("/tmp/martlet-"))
    #expect(folder.utf8.count == "/tmp/martlet-".utf8.count + 12)
    #expect(folder != RunLayout.taskFolder(scratch: "/tmp", run: run, call: CallPath([CallPath.Step("other")])))
    #expect(RunLayout.taskFolder(scratch: "/", run: run, call: call).hasPrefix("/martlet-"))
  }
}
