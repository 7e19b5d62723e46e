import AWSServices

/// Finds jobs by their names and tags: those of which Batch's answer never came.
struct StrayFinder: Sendable {
  let batch: BatchClient

  /// The job that a submission made, if Batch shows one.
  ///
  /// - Parameter token: the submission's own tag.
  func job(named name: String, in queue: String, token: String) async throws -> String? {
    for try await jobs in jobs(named: name, in: queue) {
      if let job = jobs.first(where: { $0.tags?[SubmissionLedger.tag] == token }) { return job.jobId }
    }
    return nil
  }

  /// The jobs of this process that have not ended, arrays by their parents; when all that are known have, these are those
  /// that are not.
  func strays(of ledger: SubmissionLedger) async throws -> [String] {
    var strays: [String] = []
    for place in ledger.placesToSweep {
      for try await jobs in jobs(named: place.names + "*", in: place.queue, isAlive: true) {
        strays += jobs.filter { ledger.isOurs($0.tags) && !JobSnapshot($0).hasEnded }.map(\.jobId)
      }
    }
    return strays
  }

  /// Pages of jobs with all that is known of them, since a list does not show tags.
  ///
  /// Source: `filters` of ListJobs; an asterisk at the end stands for any ending, and jobs of all states are listed.
  func jobs(named name: String, in queue: String, isAlive: Bool = false) -> Details {
    let request = ListJobsRequest(jobQueue: queue, filters: [KeyValuesPair(name: "JOB_NAME", values: [name])])
    return Details(pages: batch.listJobsPages(request).makeAsyncIterator(), batch: batch, isAlive: isAlive)
  }

  struct Details: AsyncSequence, AsyncIteratorProtocol {
    fileprivate var pages: AWSPages<ListJobsResponse>.Iterator
    fileprivate let batch: BatchClient
    fileprivate let isAlive: Bool

    func makeAsyncIterator() -> Details { self }

    mutating func next() async throws -> [JobDetail]? {
      guard let page = try await pages.next() else { return nil }
      let listed = page.jobSummaryList.filter { !isAlive || !["SUCCEEDED", "FAILED"].contains($0.status) }
      guard !listed.isEmpty else { return [] }
      return try await batch.describeJobs(DescribeJobsRequest(jobs: listed.map(\.jobId))).jobs ?? []
    }
  }
}
