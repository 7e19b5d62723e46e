import AWSServices
import JSONText
import Testing

@testable import AWSBatchBackend

@Suite struct VolumeSettingsTests {
  private func problem(_ value: JSONValue) -> String {
    do throws(SettingProblem) {
      _ = try VolumeSettings.parse(value)
      return "none"
    } catch { return error.message }
  }

  @Test func nextflowsFormsAreTaken() throws {
    let volumes = try VolumeSettings.parse(["/db", "/data:/mnt/data", "/refs:/refs:ro", "/out/:/out/:rw"])
    #expect(
      volumes == [
        "/db": VolumeMount(.host(path: "/db"), at: "/db"),
        "/mnt/data": VolumeMount(.host(path: "/data"), at: "/mnt/data"),
        "/refs": VolumeMount(.host(path: "/refs"), at: "/refs", isReadOnly: true),
        "/out": VolumeMount(.host(path: "/out"), at: "/out"),
      ])
    #expect(try VolumeSettings.parse("/a, /b:/c") == VolumeSettings.parse(["/a", "/b:/c"]))
    #expect(try VolumeSettings.parse("[\"/a\"]") == VolumeSettings.parse(["/a"]))
  }

  @Test func efsIsAFileSystemWithAFolder() throws {
    let volumes = try VolumeSettings.parse(["efs://fs-0abc/data/x:/mnt/efs:ro", "efs://fs-1:/all"])
    #expect(
      volumes == [
        "/mnt/efs": VolumeMount(
          .efs(EFSVolumeConfiguration(fileSystemId: "fs-0abc", rootDirectory: "/data/x")), at: "/mnt/efs",
          isReadOnly: true),
        "/all": VolumeMount(.efs(EFSVolumeConfiguration(fileSystemId: "fs-1")), at: "/all"),
      ])
  }

  @Test func accessPointsAndIAMSwitchEncryptionOn() throws {
    let volumes = try VolumeSettings.parse(
      ["efs": "fs-1", "path": "/efs", "accessPoint": "fsap-2", "iam": true, "transitEncryptionPort": 2999])
    let system = EFSVolumeConfiguration(
      fileSystemId: "fs-1", transitEncryption: "ENABLED", transitEncryptionPort: 2999,
      authorizationConfig: EFSAuthorizationConfig(accessPointId: "fsap-2", iam: "ENABLED"))
    #expect(volumes == ["/efs": VolumeMount(.efs(system), at: "/efs")])
  }

  @Test func cromwellsFSxMountsAreSeenByTheirNames() throws {
    #expect(
      try VolumeSettings.sharedFileSystems(["fsx", "/lustre"]) == [
        "/fsx": VolumeMount(.host(path: "/fsx"), at: "/fsx"),
        "/lustre": VolumeMount(.host(path: "/lustre"), at: "/lustre"),
      ])
  }

  @Test(arguments: [
    ("data", "must be absolute"), ("/a:b", "must be absolute"), ("/a:/b:rx", "the volume `/a:/b:rx`"),
    ("/a:/b:ro:x", "the volume"), (":/b", "the volume"), ("/a/../etc:/b", "without `..`"), ("", "none"),
    ("efs://fs-1", "the volume"), ("efs://nfs:/b", "the EFS file system `nfs`"), ("efs://:/b", "the volume"),
    ("/a:/x,/b:/x", "two volumes at `/x`"), ("[1", "not valid JSON"),
  ])
  func whatIsNoVolumeIsRefused(text: String, message: String) { #expect(problem(.string(text)).contains(message)) }

  @Test(
    arguments: [
      (["efs": "fs-1", "path": "/e", "accessPoint": "fsap-1", "folder": "/x"], "an EFS access point and a folder"),
      (["efs": "fs-1", "path": "/e", "iam": true, "transitEncryption": false], "which need `transitEncryption`"),
      (["efs": "fs-1", "path": "/e", "acessPoint": "fsap-1"], "has a member `acessPoint`"),
      (["efs": "fs-1"], "without `host` or `efs`, or without `path`"), (["path": "/e"], "without `host` or `efs`"),
      (["host": "relative", "path": "/e"], "must be absolute"), (3, "has a number for a volume"),
    ] as [(JSONValue, String)])
  func structuredFormsAreChecked(value: JSONValue, message: String) {
    #expect(problem([value]).contains(message))
  }
}
