import AWSClient
import AWSServices
package import WorkflowModel

extension S3Storage {
  /// The bytes of an object from a place on, at most `count` of them; none at its end and beyond.
  ///
  /// Source: GetObject's `Range`, which S3 refuses with status 416 where the object has ended.
  package func read(_ file: FileReference, from start: Int64, count: Int) async throws -> [UInt8] {
    let place = try S3Location(key: file)
    guard count > 0 else { return [] }
    let range = start...(start + Int64(count) - 1)
    do {
      return try await client.getObject(
        GetObjectRequest(bucket: place.bucket, key: place.key, range: range), limit: count
      ).body
    } catch let error as AWSError where error.status == 416 {
      return []
    } catch {
      throw ExecutionError.from(error, while: "cannot read \(file.location)")
    }
  }
}
