import AWSServices
import JSONText
import Testing

@testable import AWSBatchBackend

@Suite struct JobDefinitionShapeTests {
  private let image = "quay.io/biocontainers/bwa:0.7.18--h577a1d6_2"
  private var plain: JobDefinitionShape { JobDefinitionShape(image: image) }

  private func shape(_ change: (inout JobSettings) -> Void) -> JobDefinitionShape {
    var settings = JobSettings()
    change(&settings)
    return JobDefinitionShape(image: image, settings: settings)
  }

  @Test func equalShapesHaveOneName() { #expect(plain.name == JobDefinitionShape(image: image).name) }

  @Test func everyPartOfTheShapeCounts() {
    let role = "arn:aws:iam::1:role/a"
    let shapes = [
      plain, JobDefinitionShape(image: "debian:12"), shape { $0.platform = .fargate }, shape { $0.jobRole = role },
      shape { $0.executionRole = role }, shape { $0.logGroup = "/g" }, shape { $0.logStreamPrefix = "/g" },
      shape { $0.volumes = ["/b": VolumeMount(.host(path: "/a"), at: "/b")] },
      shape { $0.volumes = ["/b": VolumeMount(.host(path: "/a"), at: "/b", isReadOnly: true)] },
      shape { $0.volumes = ["/b": VolumeMount(.own, at: "/b")] }, shape { $0.secrets = ["A": "/a"] },
      shape { $0.secrets = ["A": "/b"] }, shape { $0.container.isPrivileged = true }, shape { $0.container.user = "1" },
      shape { $0.container.sharedMemorySize = 64 }, shape { $0.container.environment = ["A": "1"] },
      shape { $0.registryCredentials = ["quay.io": "arn:secret"] }, shape { $0.enableExecuteCommand = true },
    ]
    #expect(Set(shapes.map(\.hash)).count == shapes.count)
  }

  @Test func theAgentsContainerRunsFirstAndTheTasksAfterIt() throws {
    var settings = JobSettings()
    settings.jobRole = "arn:aws:iam::1:role/job"
    settings.executionRole = "arn:aws:iam::1:role/exec"
    settings.volumes = ["/b": VolumeMount(.host(path: "/a"), at: "/b")]
    settings.secrets = ["TOKEN": "/token"]
    settings.container.user = "1234"
    let shape = JobDefinitionShape(image: image, settings: settings, agentImage: "lab/agent:1")
    #expect(shape.hash != JobDefinitionShape(image: image, settings: settings).hash)
    #expect(shape.hash != JobDefinitionShape(image: image, settings: settings, agentImage: "lab/agent:2").hash)
    let request = RegisterJobDefinitionRequest(shape, tags: [:])
    #expect(request.containerProperties == nil)
    let task = try #require(request.ecsProperties?.taskProperties.first)
    #expect(task.taskRoleArn == settings.jobRole && task.executionRoleArn == settings.executionRole)
    #expect(task.volumes?.map(\.name) == ["volume-0", "martlet-agent"])
    let (first, second) = (task.containers[0], task.containers[1])
    #expect(first.image == "lab/agent:1" && first.essential == false)
    #expect(first.command == ["/martlet-agent", "install", "/mnt/martlet-agent/martlet-agent"])
    #expect(first.secrets == nil && first.environment == nil && first.user == nil)
    #expect(second.image == image && second.essential == true && second.user == "1234")
    #expect(second.dependsOn == [TaskContainerDependency(containerName: "agent", condition: "SUCCESS")])
    #expect(second.mountPoints?.compactMap(\.containerPath) == ["/b", "/mnt/martlet-agent"])
    #expect(second.secrets?.map(\.name) == ["TOKEN"])
  }

  @Test func whatTheJobsSayThemselvesIsNoPartOfIt() {
    let other = shape {
      $0.queue = "big"
      $0.tags = ["a": "b"]
      $0.timeout = 60
      $0.vCPUs = 4
      $0.retryAttempts = 2
    }
    #expect(other == plain)
  }

  @Test func theOrderOfWritingDoesNotCount() {
    let names = (0..<20).map { "V\($0)" }
    let one = shape { for name in names { $0.container.environment[name] = "x" } }
    let other = shape { for name in names.reversed() { $0.container.environment[name] = "x" } }
    #expect(one.hash == other.hash)
  }

  @Test func fargateSaysItsNetworkAndPlatform() {
    let container = shape {
      $0.platform = .fargate
      $0.architecture = .arm
      $0.platformVersion = "1.4.0"
      $0.ephemeralStorage = 50
    }.container.json
    #expect(container["networkConfiguration"] == ["assignPublicIp": "ENABLED"])
    #expect(container["fargatePlatformConfiguration"] == ["platformVersion": "1.4.0"])
    #expect(container["ephemeralStorage"] == ["sizeInGiB": 50])
    #expect(container["runtimePlatform"] == ["operatingSystemFamily": "LINUX", "cpuArchitecture": "ARM64"])
  }

  @Test func onEC2NothingOfFargateIsSaid() {
    let container = shape {
      $0.assignPublicIP = true
      $0.ephemeralStorage = 50
      $0.architecture = .arm
    }
    #expect(container == plain)
  }

  @Test func credentialsAreForTheRegistryThatTheyAreOf() {
    var settings = JobSettings()
    settings.registryCredentials = ["*": "any", "quay.io": "quay"]
    #expect(settings.credentials(for: "ubuntu:20.04") == "any")
    #expect(settings.credentials(for: image) == "quay")
    #expect(settings.credentials(for: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/x:1") == nil)
  }

  @Test func theNameTellsTheImage() {
    #expect(plain.name.hasPrefix("martlet-quay-io-biocontainers-bwa-0-7-18--h577a1d6_2-"))
    #expect(plain.name.hasSuffix(String(plain.hash.prefix(16))))
  }

  @Test func aLongImageKeepsItsEndAndTheNameItsLength() {
    let image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/" + String(repeating: "deep/", count: 30) + "tool:1.2"
    let name = JobDefinitionShape(image: image).name
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
