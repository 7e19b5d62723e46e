import AWSClient
import AWSServices
package import WorkflowModel

/// Writes under a condition: `If-None-Match: *` and `If-Match` of PutObject.
///
/// Source: Amazon S3 User Guide, "How to prevent object overwrites with conditional writes": 412 when the condition does
/// not hold, 404 when the object to be replaced is gone, 409 (`ConditionalRequestConflict`) when two writes met.
extension S3Storage: ConditionalStorage {
  package func readVersion(of file: FileReference, limit: Int) async throws -> VersionedContent? {
    let place = try S3Location(key: file)
    return try await doing("read \(file.location)") {
      do {
        let (response, body) = try await client.getObject(
          GetObjectRequest(bucket: place.bucket, key: place.key), limit: limit)
        return VersionedContent(bytes: body, version: response.eTag ?? "")
      } catch let error as AWSError where error.isNotFound && error.code != "NoSuchBucket" {
        return nil
      }
    }
  }

  package func write(_ bytes: [UInt8], to file: FileReference, replacing version: String?) async throws -> String? {
    let place = try S3Location(key: file)
    return try await doing("write \(file.location)") {
      do {
        let response = try await client.putObject(
          PutObjectRequest(
            bucket: place.bucket, key: place.key, body: .bytes(bytes), ifMatch: version,
            ifNoneMatch: version == nil ? "*" : nil, options: ownOptions))
        return response.eTag ?? ""
      } catch let error as AWSError where error.status == 412 {
        return nil
      } catch let error as AWSError where version != nil && error.code == "NoSuchKey" {
        return nil
      }
    }
  }
}
