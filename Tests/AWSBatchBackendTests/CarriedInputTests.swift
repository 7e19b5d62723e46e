import S3Storage
import TaskManifest
import TestSupport
import Testing
import WorkflowModel

@testable import AWSBatchBackend

@Suite struct CarriedInputTests {
  private let url = "https://host/a.txt?v=1"
  private let layout = RunLayout(prefix: S3Location(bucket: "lab", key: "martlet"), run: "r-1")
  private let folder = S3Location(bucket: "lab", key: "martlet/r-1/calls/c/attempt-1")

  private func input(_ source: TaskInput.Source) -> TaskInput { TaskInput(source, at: "/in/0/a.txt") }

  @Test func aFileOfTheWebIsCarriedToS3OnceARun() async throws {
    let cloud = FakeCloud()
    let web = FakeStorage(schemes: ["https"])
    web.put("hello", at: url)
    let storage = S3Storage(cloud.configuration)
    let staging = InputStaging(storage: storage, others: [web])
    let file = input(.file(FileReference(url)))
    let first = try await staging.stage([file, file], layout: layout, folder: folder)
    #expect(first == (try await staging.stage([file, file], layout: layout, folder: folder)))
    guard case .object(let object, 5, nil)? = first.first?.source else {
      Issue.record("the manifest names no object: \(first)")
      return
    }
    #expect(try await storage.read(FileReference(object), limit: 10) == Array("hello".utf8))
    #expect(object.hasSuffix("/a.txt"))
    #expect(cloud.s3.puts.count == 1)
  }

  @Test func whatIsNotThereIsSaid() async {
    let staging = InputStaging(storage: S3Storage(FakeCloud().configuration), others: [FakeStorage(schemes: ["https"])])
    #expect(await code(staging, .file(FileReference(url))) == .fileNotFound)
  }

  @Test func foldersAndUnknownSchemesAreRefused() async {
    let staging = InputStaging(storage: S3Storage(FakeCloud().configuration), others: [FakeStorage(schemes: ["https"])])
    #expect(await code(staging, .folder(FileReference("https://host/folder"))) == .unsupported)
    #expect(await code(staging, .file(FileReference("gs://bucket/file"))) == .unsupported)
  }

  private func code(_ staging: InputStaging, _ source: TaskInput.Source) async -> ExecutionError.Code? {
    do {
      _ = try await staging.stage([input(source)], layout: layout, folder: folder)
      return nil
    } catch { return (error as? ExecutionError)?.code }
  }
}
