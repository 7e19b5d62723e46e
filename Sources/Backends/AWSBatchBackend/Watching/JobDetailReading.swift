import AWSServices

extension JobSnapshot {
  /// Reads what decisions need. A state that is not known here is one more in which a job waits.
  init(_ detail: JobDetail) {
    self.init(id: detail.jobId, status: Status(rawValue: detail.status) ?? .pending)
    // The attempts are in the order in which they were made; the job's own words win.
    let attempt = detail.attempts?.last
    statusReason = detail.statusReason ?? attempt?.statusReason
    exitCode = (detail.container?.exitCode ?? attempt?.container?.exitCode).flatMap { Int32(exactly: $0) }
    containerReason = detail.container?.reason ?? attempt?.container?.reason
    logStream = detail.container?.logStreamName ?? attempt?.container?.logStreamName
    wasStopped = detail.isTerminated ?? false || detail.isCancelled ?? false
  }
}
