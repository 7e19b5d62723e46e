import JSONText
import SourceText
import Testing

@testable import Commands

/// What is decided when configurations of other systems are translated. What people read is among the golden cases.
@Suite struct ConfigurationImportTests {
  @Test(arguments: [
    ("ALIGN", ["ALIGN"]), ("ALIGN|SORT", ["ALIGN", "SORT"]), (".*:ALIGN", ["ALIGN"]), ("QC:FASTQC.*", ["QC.FASTQC*"]),
    (".*ALIGN", ["*ALIGN"]),
  ]) func selectorsBecomePatterns(_ text: String, _ patterns: [String]) {
    #expect(NextflowSelector.patterns(text, isName: true) == patterns)
  }

  @Test(arguments: ["!ALIGN", "A[LI]GN", "(A|B)", "A+", "", ".*", "A.B"]) func otherExpressionsAreNotGuessed(
    _ text: String
  ) {
    #expect(NextflowSelector.patterns(text, isName: true) == nil)
  }

  @Test(arguments: [
    ("2 GB", "2 GiB"), ("512.MB", "512 MiB"), ("8GB", "8 GiB"), ("1.5 TB", "1536 GiB"), ("1952.GB", "1952 GiB"),
    ("100", "100 B"), ("x", nil),
  ])
  func sizesAreOfPowersOf1024(_ text: String, _ size: String?) {
    #expect(ForeignUnits.size(.string(text))?.string == size)
  }

  @Test func aBucketAloneGetsAFolder() {
    #expect(ForeignUnits.folder("s3://lab/")?.address == "s3://lab/martlet")
    #expect(ForeignUnits.folder("s3://lab/work/")?.address == "s3://lab/work")
    #expect(ForeignUnits.folder("gs://lab/work") == nil)
    #expect(ForeignUnits.folder("s3://") == nil)
  }

  @Test(arguments: [
    "plain", "yes", "null", "1e5", "a: b", "a #b", "-x", "", "true", "s3://a/b", "arn:aws:iam::1:role/x", "x:", "\"",
    "\n", "*a", "8 GiB",
    "{a", "ü", "3.5", "0x10", "~", "a\u{7}b", "12:30",
  ]) func textsOfYAMLAreReadAsTheyWere(_ text: String) throws {
    let line = "a: " + YAMLWriter.scalar(text)
    let value = try YAMLText.value(SourceFile(name: "x", text: line))
    #expect(value["a"] == .string(text))
  }

  @Test func whateverIsWrittenPassesTheCheck() throws {
    let text = """
      backend.providers {
        "a b: #" { actor-factory = "AwsBatchBackendLifecycleActorFactory", config {
          root = [1], concurrent-job-limit = -5, slow-job-warning-time = {}, filesystems.local.efs = ["relative", 5]
          default-runtime-attributes { queueArn = [], ulimits = "x", jobTimeout = 5, docker = "", additionalTags = 3 }
        } }
      }
      workflow-options.workflow-failure-mode = "Maybe", call-caching.enabled = "perhaps", backend.default = {}
      """
    var configuration = try CromwellTranslation.configuration(SourceFile(name: "x.conf", text: text))
    try configuration.settle()
    let written = configuration.text(head: ImportNote.table(configuration.notes))
    let document = try ConfigurationDocument(SourceFile(name: "martlet.yaml", text: written))
    #expect(ConfigurationCheck.problems(in: document).map(\.message) == [])
    #expect(configuration.notes.filter { $0.outcome == .needed }.count == 2)
  }
}
