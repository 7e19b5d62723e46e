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

  /// The jobs of this process that have not ended; when all that are known have, these are those that are not.
  ///
  /// - Parameter names: the beginning of all their names.
  func strays(
    named names: String, in queue: String, _ ledger: SubmissionLedger
  ) async throws -> [String] {
    var strays: [String] = []
    for try await jobs in jobs(named: names + "*", in: queue, isAlive: true) {
      strays += jobs.filter { ledger.isOurs($0.tags) }.map(\.jobId)
    }
    return strays
  }

  /// Pages of jobs with all that is known of them, since a list does not show tags.
  ///
  /// Source: `filters` of ListJobs; an asterisk at the end stands for any ending, and jobs of all states are listed.
  private func jobs(named name: String, in queue: String, isAlive: Bool = false) -> Details {
    let request = ListJobsRequest(jobQueue: queue, filters: [KeyValuesPair(name: "JOB_NAME", values: [name])])
    return Details(pages: batch.listJobsPages(request).makeAsyncIterator(), batch: batch, isAlive: isAlive)
  }

  private struct Details: AsyncSequence, AsyncIteratorProtocol {
    var pages: AWSPages<ListJobsResponse>.Iterator
    let batch: BatchClient
    let isAlive: Bool

    func makeAsyncIterator() -> Details { self }

    mutating func next() async throws -> [JobDetail]? {
      guard let page = try await pages.next() else { return nil }
      let listed = page.jobSummaryList.filter { !isAlive || !["SUCCEEDED", "FAILED"].contains($0.status) }
      guard !listed.isEmpty else { return [] }
      return try await batch.describeJobs(DescribeJobsRequest(jobs: listed.map(\.jobId))).jobs ?? []
    }
  }
}
