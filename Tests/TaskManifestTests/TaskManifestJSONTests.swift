import JSONText
import TaskManifest
import Testing

@Suite struct TaskManifestJSONTests {
  private var full: TaskManifest {
    var manifest = TaskManifest(
      task: "variants/align[3]", command: "set -e\necho \"hello\" > out.txt\n", shell: ["/bin/bash", "-eu"],
      taskFolder: "/martlet", destination: "s3://runs/variants/calls/align/3/attempt-1", region: "eu-central-1")
    manifest.inputs = [
      ManifestInput(
        .object(url: "s3://data/a.bam", size: 5_368_709_121, etag: "9b2cf535f27731c974343645a3985328-640"),
        at: "/martlet/inputs/a.bam"),
      ManifestInput(.object(url: "s3://data/b.bam", size: nil, etag: nil), at: "/martlet/inputs/b.bam"),
      ManifestInput(.prefix(url: "s3://data/index"), at: "/martlet/inputs/index"),
      ManifestInput(.text("é\tü\n"), at: "/martlet/inputs/names.txt"),
    ]
    manifest.outputs = [.path("out.txt"), .glob("chunks/*.vcf"), .everything]
    manifest.environment = ["THREADS": "4", "LANG": "C.UTF-8"]
    manifest.successStatuses = [0, 3]
    manifest.timeLimit = 3600
    return manifest
  }

  private var least: TaskManifest {
    TaskManifest(
      task: "hello", command: "", shell: [], taskFolder: "/t", successStatuses: nil, grace: 0,
      destination: "s3://runs/hello", region: "us-east-1")
  }

  @Test func versionOneReadsAsItWasWritten() throws {
    #expect(try TaskManifest(json: ExamplesOnDisk.json("manifest-1")) == full)
    #expect(try TaskManifest(json: ExamplesOnDisk.json("manifest-1-least")) == least)
  }

  @Test func versionOneIsWrittenAsRecorded() throws {
    #expect(try full.json == ExamplesOnDisk.json("manifest-1"))
    #expect(try least.json == ExamplesOnDisk.json("manifest-1-least"))
  }

  @Test func howObjectsAreKeptIsAnAdditionThatOlderManifestsDoNotHave() throws {
    var manifest = least
    manifest.objects.storageClass = "STANDARD_IA"
    manifest.objects.encryption = "aws:kms"
    manifest.objects.kmsKey = "alias/lab"
    manifest.objects.acl = "bucket-owner-full-control"
    manifest.objects.tags = ["project": "a=b"]
    manifest.objects.contentTypes = [".html": "text/html", ".txt": "text/plain"]
    manifest.objects.requesterPays = true
    manifest.keepsFailedOutputs = true
    manifest.cache = ManifestCache(folder: "/mnt/cache", size: 107_374_182_400)
    #expect(try manifest.json == ExamplesOnDisk.json("manifest-1-objects"))
    #expect(try TaskManifest(json: ExamplesOnDisk.json("manifest-1-objects")) == manifest)
    #expect(try TaskManifest(json: ExamplesOnDisk.json("manifest-1")).objects == ManifestObjects())
  }

  @Test func theLongestEndOfANameSaysWhatAFileIs() {
    var objects = ManifestObjects()
    objects.contentTypes = [".gz": "application/gzip", ".vcf.gz": "text/x-vcf"]
    #expect(objects.contentType(of: "work/a.vcf.gz") == "text/x-vcf")
    #expect(objects.contentType(of: "work/a.tar.gz") == "application/gzip")
    #expect(objects.contentType(of: "work/gz") == nil)
  }

  @Test func unknownMembersAreIgnored() throws {
    var members = try #require(full.json.object)
    members["checksums"] = ["sha256"]
    var inputs = try #require(members["inputs"]?.array)
    var input = try #require(inputs[0].object)
    input["versionId"] = "x"
    inputs[0] = .object(input)
    members["inputs"] = .array(inputs)
    #expect(try TaskManifest(json: .object(members)) == full)
  }

  @Test func aNewerVersionIsRefused() throws {
    var members = try #require(full.json.object)
    members["version"] = 2
    #expect {
      try TaskManifest(json: .object(members))
    } throws: {
      "\($0)" == "the task's manifest is of version 2, and this martlet reads up to 1: "
        + "use a head and an agent of the same release"
    }
  }

  @Test(
    arguments: [
      ("region", nil, "the task's manifest has no `region`"),
      ("grace", "soon", "`grace` of the task's manifest is a string, not a whole number"),
      ("environment", ["A": 1], "`environment.A` of the task's manifest is a number, not a string"),
      ("inputs", [["path": "/a"]], "the manifest's input /a has none of `object`, `prefix` and `text`"),
      ("shell", [1], "an element of `shell` of the task's manifest is a number, not a string"),
    ] as [(String, JSONValue?, String)])
  func whatIsWrongIsNamed(member: String, value: JSONValue?, message: String) throws {
    var members = try #require(full.json.object)
    members[member] = value
    #expect {
      try TaskManifest(json: .object(members))
    } throws: {
      "\($0)" == message
    }
  }
}
