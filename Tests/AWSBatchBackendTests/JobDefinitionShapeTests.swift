import Testing

@testable import AWSBatchBackend

@Suite struct JobDefinitionShapeTests {
  private let plain = JobDefinitionShape(image: "quay.io/biocontainers/bwa:0.7.18--h577a1d6_2", platform: .ec2)

  @Test func equalShapesHaveOneName() {
    #expect(plain.name == JobDefinitionShape(image: plain.image, platform: .ec2).name)
  }

  @Test func everyPartOfTheShapeCounts() {
    var shapes = [plain]
    for change in [
      { (shape: inout JobDefinitionShape) in shape.image = "debian:12" }, { $0.platform = .fargate },
      { $0.jobRole = "arn:aws:iam::1:role/a" }, { $0.executionRole = "arn:aws:iam::1:role/a" }, { $0.logGroup = "/g" },
      { $0.mounts = [.init(hostPath: "/a", containerPath: "/b", isReadOnly: true)] },
      { $0.mounts = [.init(hostPath: "/a", containerPath: "/b", isReadOnly: false)] },
    ] {
      var shape = plain
      change(&shape)
      shapes.append(shape)
    }
    #expect(Set(shapes.map(\.hash)).count == shapes.count)
  }

  @Test func theNameTellsTheImage() {
    #expect(plain.name.hasPrefix("martlet-quay-io-biocontainers-bwa-0-7-18--h577a1d6_2-"))
    #expect(plain.name.hasSuffix(String(plain.hash.prefix(16))))
  }

  @Test func aLongImageKeepsItsEndAndTheNameItsLength() {
    let image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/" + String(repeating: "deep/", count: 30) + "tool:1.2"
    let name = JobDefinitionShape(image: image, platform: .ec2).name
    #expect(name.utf8.count == 128)
    #expect(name.contains("tool-1-2-"))
  }

  @Test(arguments: [
    (["martlet", "run 1", "variants/align[3]"], "martlet-run_1-variants_align_3"), (["_", "x"], "x"), (["-x"], "j-x"),
    (["é", "run"], "run"),
  ])
  func jobNamesAreMadeLegal(parts: [String], name: String) { #expect(LegalName.job(parts) == name) }

  @Test func aLongJobNameKeepsThePrefixAndTheCall() {
    let name = LegalName.job(["martlet", String(repeating: "r", count: 200), "align"])
    #expect(name.utf8.count == 128)
    #expect(name.hasPrefix("martlet-r"))
    #expect(name.hasSuffix("r-align"))
  }
}
