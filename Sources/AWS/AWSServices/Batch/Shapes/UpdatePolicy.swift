package import AWSClient

/// What an update does to running jobs.
package struct UpdatePolicy: AWSShape {
  package var terminateJobsOnUpdate: Bool?
  package var jobExecutionTimeoutMinutes: Int64?

  package init(terminateJobsOnUpdate: Bool? = nil, jobExecutionTimeoutMinutes: Int64? = nil) {
    self.terminateJobsOnUpdate = terminateJobsOnUpdate
    self.jobExecutionTimeoutMinutes = jobExecutionTimeoutMinutes
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    terminateJobsOnUpdate = try shape.optional("terminateJobsOnUpdate")
    jobExecutionTimeoutMinutes = try shape.optional("jobExecutionTimeoutMinutes")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["terminateJobsOnUpdate"] = terminateJobsOnUpdate
    shape["jobExecutionTimeoutMinutes"] = jobExecutionTimeoutMinutes
  }
}
