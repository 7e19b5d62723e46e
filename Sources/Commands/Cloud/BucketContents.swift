import AWSClient
import AWSServices
import S3Storage
import WorkflowModel

/// Everything that a bucket holds: objects, what they were before, and the marks of deleted ones.
struct BucketContents: Sendable {
  private let bucket: String
  private let client: S3Client
  private static let most = 1000

  init(_ bucket: String, _ aws: AWSConfiguration) {
    self.bucket = bucket
    client = S3Client(aws)
  }

  /// How many versions there are, and their bytes.
  func count() async throws -> (versions: Int, bytes: Int64) {
    do {
      var (versions, bytes) = (0, Int64(0))
      for try await page in client.listObjectVersionsPages(ListObjectVersionsRequest(bucket: bucket)) {
        versions += page.versions.count
        bytes += page.versions.reduce(0) { $0 + $1.size }
      }
      return (versions, bytes)
    } catch let error as AWSError where error.isNotFound {
      return (0, 0)
    } catch {
      throw ExecutionError.from(error, while: "cannot list s3://\(bucket)")
    }
  }

  /// Deletes all of it, for good.
  func delete() async throws {
    do {
      for try await page in client.listObjectVersionsPages(ListObjectVersionsRequest(bucket: bucket)) {
        let objects = page.versions.map {
          DeleteObjectsRequest.ObjectIdentifier(key: $0.key, versionId: $0.versionId)
        }
        for start in stride(from: 0, to: objects.count, by: Self.most) {
          try await delete(Array(objects[start..<min(start + Self.most, objects.count)]))
        }
      }
    } catch let error as AWSError where error.isNotFound {
      return
    } catch {
      throw ExecutionError.from(error, while: "cannot empty s3://\(bucket)")
    }
  }

  private func delete(_ objects: [DeleteObjectsRequest.ObjectIdentifier]) async throws {
    let answer = try await client.deleteObjects(DeleteObjectsRequest(bucket: bucket, objects: objects))
    guard let first = answer.errors.first else { return }
    throw ExecutionError(
      .service, "s3://\(bucket)/\(first.key) cannot be deleted: \(first.code) \(first.message)",
      help: "\(answer.errors.count) of \(objects.count) versions are still there; call this again when it is mended")
  }
}
