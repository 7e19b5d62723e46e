import AWSClient
import AWSServices
import S3Storage
import WorkflowModel

/// The bucket: whether it is there, may be used, and is in the region of the queue.
struct BucketCheck: DoctorCheck {
  static let there = FindingKind("doctor.bucket", "the bucket is there", "The bucket exists and may be listed.")
  static let missing = FindingKind(
    "doctor.no-bucket", "there is no such bucket", "Names of buckets are unique in all of AWS: this one nobody has.")
  static let forbidden = FindingKind(
    "doctor.bucket-forbidden", "the bucket may not be used",
    """
    The credentials may not list the bucket, or it is somebody else's. A run lists, reads and writes there: \
    `martlet iam policy --for user` prints what it needs.
    """)
  static let elsewhere = FindingKind(
    "doctor.bucket-region", "the bucket is in another region than the queue",
    "Every input and output then crosses regions, which is slow and is charged for by the gigabyte.")

  static let kinds = [there, missing, forbidden, elsewhere]

  func findings(_ site: DoctorSite) async throws -> [Finding] { [try await Self.finding(site)] }

  /// - Throws: ``ExecutionError`` when it could not be looked at.
  static func finding(_ site: DoctorSite) async throws -> Finding {
    let bucket = site.environment.bucket.bucket
    let setting = "`\(site.environment.place(of: "bucket"))`"
    let subject = "bucket \(bucket)"
    do {
      let region = try await site.storage.bucketRegion(bucket)
      guard let region, region != site.region else {
        return Finding(there, .ok, subject, "is there" + (region.map { ", in \($0)" } ?? ""))
      }
      return Finding(
        elsewhere, .warning, subject, "is in \(region), and the queue in \(site.region)",
        fix: "make one there (aws s3 mb s3://NAME --region \(site.region)) and name it in \(setting)")
    } catch let error as ExecutionError where error.code == .notFound {
      return Finding(
        missing, .error, subject, "there is no bucket `\(bucket)`",
        fix: "make it (aws s3 mb s3://\(bucket) --region \(site.region)), or correct \(setting) in martlet.yaml",
        code: .notFound)
    } catch let error as ExecutionError where error.code == .accessDenied {
      let reason = error.cause.map { ": \($0)" } ?? ""
      return Finding(
        forbidden, .error, subject, "the bucket `\(bucket)` may not be used\(reason)",
        fix: "let the credentials' user or role list, read and write it, or correct \(setting) in martlet.yaml",
        code: .accessDenied)
    }
  }
}
