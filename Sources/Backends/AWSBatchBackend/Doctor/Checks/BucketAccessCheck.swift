import AWSClient
import S3Storage
import WorkflowModel

/// Writes an object of its own below the environment's folder, reads it and removes it.
struct BucketAccessCheck: DoctorCheck {
  static let usable = FindingKind(
    "doctor.bucket-access", "the bucket's folder can be written, read and cleaned",
    "A small object was written below `_doctor/` of the environment's folder, read back and removed.")
  static let unwritable = FindingKind(
    "doctor.bucket-write", "the bucket's folder may not be written",
    "Nothing can be put below the environment's folder, so that no run can start. With a key of KMS the key counts, too."
  )
  static let unreadable = FindingKind(
    "doctor.bucket-read", "the bucket's folder may not be read",
    "What jobs leave there cannot be read: no call ever succeeds.")
  static let undeletable = FindingKind(
    "doctor.bucket-delete", "nothing may be removed from the bucket's folder",
    "Runs work, but `martlet clean` and the pruning of the call cache do not, and what is written stays and is paid for."
  )

  static let kinds = [usable, unwritable, unreadable, undeletable]

  private static let content = Array("martlet doctor was here, and failed to remove this\n".utf8)

  func findings(_ site: DoctorSite) async throws -> [Finding] {
    // What is not there or closed as a whole is told by another check.
    guard let bucket = try? await BucketCheck.finding(site), bucket.verdict != .error else { return [] }
    let name = "_doctor/\(site.configuration.clock.now().basic)-\(UInt32.random(in: 0...UInt32.max))"
    let file = site.environment.bucket.appending(name).reference
    let subject = site.environment.bucket.url
    let unwritten = try await Self.failure(Self.unwritable, "write", subject) {
      try await site.storage.write(Self.content, to: file)
    }
    if let unwritten { return [unwritten] }
    let unread = try await Self.failure(Self.unreadable, "read", subject) {
      guard try await site.storage.read(file, limit: 1000) == Self.content else {
        throw ExecutionError(.service, "what was read is not what was written")
      }
    }
    let undeleted = try await Self.failure(Self.undeletable, "remove", subject, .warning) {
      try await site.storage.delete(file)
    }
    let found = [unread, undeleted].compactMap(\.self)
    return found.isEmpty ? [Finding(Self.usable, .ok, subject, "can be written, read and cleaned")] : found
  }

  private static func failure(
    _ kind: FindingKind, _ action: String, _ subject: String, _ verdict: Finding.Verdict = .error,
    _ body: () async throws -> Void
  ) async throws -> Finding? {
    do {
      try await body()
      return nil
    } catch let error as ExecutionError where error.code != .noCredentials {
      let reason = error.cause.map { ": \($0)" } ?? ""
      return Finding(
        kind, verdict, subject, "cannot \(action) there\(reason)",
        fix: "allow the credentials what `martlet iam policy --for user` prints for the bucket", code: .accessDenied)
    }
  }
}
