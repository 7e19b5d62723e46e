import AWSClient
import S3Storage
import TestSupport
import Testing
import WorkflowModel

@Suite struct S3StorageTests {
  private let cloud = FakeCloud(s3: FakeS3(buckets: ["lab"]))
  private var storage: S3Storage { S3Storage(cloud.configuration) }

  private func error(of body: () async throws -> Void) async -> ExecutionError? {
    do {
      try await body()
      return nil
    } catch { return error as? ExecutionError }
  }

  @Test func theStorageConforms() async {
    let complaints =
      await checkStorage(storage, in: FileReference("s3://lab/conformance"))
      + checkConditions(storage, in: FileReference("s3://lab/conditions"))
    #expect(complaints == [])
  }

  @Test func aFolderWithoutFilesIsAFolder() async throws {
    try await storage.makeFolder(S3Location(bucket: "lab", key: "empty"))
    #expect(try await storage.look(at: FileReference("s3://lab/empty"))?.isFolder == true)
    #expect(try await storage.list(FileReference("s3://lab/empty")) == [])
  }

  @Test func foldersThatHoldNothingAreTold() async throws {
    let top = FileReference("s3://lab/top")
    for key in ["top", "top/a", "top/a/b", "top/c/d", "top/z"] {
      try await storage.makeFolder(S3Location(bucket: "lab", key: key))
    }
    try await storage.write([1], to: top.appending("a/b.txt"))
    cloud.s3.pageSize = 2
    let content = try await storage.content(of: top)
    #expect(content.files.map(\.reference) == [top.appending("a/b.txt")])
    #expect(content.emptyFolders == ["a/b", "c/d", "z"].map { top.appending($0) })
    #expect(try await storage.list(top) == content.files)
  }

  @Test func anotherKeyWithTheSameBeginningIsNotInTheFolder() async throws {
    try await storage.write([1], to: FileReference("s3://lab/ab"))
    #expect(try await storage.look(at: FileReference("s3://lab/a")) == nil)
  }

  @Test func manyFilesOfAFolderCostFewRequests() async throws {
    let files = (0..<40).map { FileReference("s3://lab/many/\(10 + $0)") }
    cloud.s3.pageSize = 1000
    for file in files { try await storage.write([1], to: file) }
    let before = cloud.s3.requests
    #expect(try await storage.look(atAll: files).allSatisfy { $0?.size == 1 })
    #expect(cloud.s3.requests - before == 1)
    try await storage.delete(all: files)
    #expect(cloud.s3.requests - before == 2)
    #expect(cloud.s3.keys("lab") == [])
  }

  @Test func aMissingBucketIsNotAMissingFile() async {
    let error = await error { _ = try await storage.look(at: FileReference("s3://nowhere/a")) }
    #expect(error?.code == .notFound)
    #expect(error?.help == "check the bucket's name and region")
  }

  @Test func aRefusalIsTold() async {
    cloud.s3.forbid("lab")
    let error = await error { _ = try await storage.read(FileReference("s3://lab/a"), limit: 10) }
    #expect(error?.code == .accessDenied)
    #expect(error?.message == "cannot read s3://lab/a")
    #expect(error?.help == "allow the credentials' user or role `s3:GetObject` there")
  }

  @Test(arguments: ["InvalidAccessKeyId", "SignatureDoesNotMatch", "UnrecognizedClientException", "ExpiredToken"])
  func keysThatAWSDoesNotKnowAreNotAMissingPermission(code: String) {
    let error = ExecutionError(AWSError(.service, code: code, message: "", status: 403), while: "cannot look")
    #expect(error.code == .noCredentials)
    #expect(error.help?.contains("check the AWS credentials") == true)
  }

  @Test(arguments: [
    ("S3 HeadBucket", "s3:ListBucket"), ("S3 UploadPart", "s3:PutObject"), ("Batch SubmitJob", "batch:SubmitJob"),
    ("CloudWatch Logs GetLogEvents", "logs:GetLogEvents"),
  ])
  func aRefusalNamesTheActionOfIAM(operation: String, action: String) {
    #expect(AWSError(.service, operation: operation, message: "").action == action)
  }

  @Test func whatTheClientSaysKeepsItsKind() {
    let codes = [AWSError.Kind.network, .credentials, .configuration, .response].map {
      ExecutionError(AWSError($0, message: ""), while: "cannot look").code
    }
    #expect(codes == [.network, .noCredentials, .configuration, .service])
  }
}
