import AWSServices

extension JobSnapshot {
  /// Reads what decisions need. A state that is not known here is one more in which a job waits.
  init(_ detail: JobDetail) {
    self.init(id: detail.jobId, status: Status(rawValue: detail.status) ?? .pending)
    // The attempts are in the order in which they were made; the job's own words win.
    let attempt = detail.attempts?.last
    attempts = detail.attempts.flatMap { $0.isEmpty ? nil : $0.count }
    statusReason = detail.statusReason ?? attempt?.statusReason
    let (container, last) = (detail.taskContainer, attempt?.taskContainer)
    exitCode = (container?.exitCode ?? last?.exitCode).flatMap { Int32(exactly: $0) }
    containerReason = container?.reason ?? last?.reason
    log = (container?.logStream ?? last?.logStream).map { LogPlace(stream: $0, container?.logConfiguration) }
    trace = JobTrace(detail)
    wasStopped = detail.isTerminated ?? false || detail.isCancelled ?? false
    if let array = detail.arrayProperties, array.index == nil, let size = array.size {
      let counts = (array.statusSummary ?? [:]).compactMap { name, count in Status(rawValue: name).map { ($0, count) } }
      children = Children(size: size, counts: Dictionary(counts, uniquingKeysWith: { $1 }))
    }
  }

  /// Reads the little that ListJobs shows.
  init(_ summary: JobSummary) {
    self.init(id: summary.jobId, status: summary.status.flatMap { Status(rawValue: $0) } ?? .pending)
    statusReason = summary.statusReason
    exitCode = summary.container?.exitCode.flatMap { Int32(exactly: $0) }
    containerReason = summary.container?.reason
  }
}
