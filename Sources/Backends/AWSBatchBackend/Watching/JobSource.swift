import AWSServices

/// What a watch may ask of Batch.
protocol JobSource: Sendable {
  /// Everything about up to ``JobWatch/pageSize`` jobs; those that Batch does not know are left out.
  func describe(_ ids: [String]) async throws -> [JobSnapshot]

  /// All children of an array that are in a state.
  func children(of array: String, in status: JobSnapshot.Status) async throws -> [JobSnapshot]
}

extension BatchClient: JobSource {
  func describe(_ ids: [String]) async throws -> [JobSnapshot] {
    try await describeJobs(DescribeJobsRequest(jobs: ids)).jobs?.map { JobSnapshot($0) } ?? []
  }

  func children(of array: String, in status: JobSnapshot.Status) async throws -> [JobSnapshot] {
    var children: [JobSnapshot] = []
    for try await page in listJobsPages(ListJobsRequest(arrayJobId: array, jobStatus: status.rawValue)) {
      children += page.jobSummaryList.map { JobSnapshot($0) }
    }
    return children
  }
}
