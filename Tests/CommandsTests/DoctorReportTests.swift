import Testing
import WorkflowModel

@testable import Commands

@Suite struct DoctorReportTests {
  private static let kind = FindingKind("doctor.queue", "the queue", "The queue.")

  private func report(_ findings: [Finding], notes: [String] = []) -> DoctorReport {
    DoctorReport(parts: [.init(environment: "aws", findings: findings)], notes: notes)
  }

  @Test func whatIsWrongIsToldWithItsIdAndWhatToDo() {
    let report = report(
      [
        Finding(Self.kind, .ok, "bucket lab", "is there"),
        Finding(Self.kind, .error, "job queue spot", "the job queue `spot` is DISABLED", fix: "enable it"),
        Finding(Self.kind, .warning, "clock", "is 5 min behind AWS's"),
      ], notes: ["not all is known"])
    #expect(
      report.lines == [
        "environment aws", "  ok       bucket lab: is there",
        "  error    the job queue `spot` is DISABLED [doctor.queue]", "           fix: enable it",
        "  warning  clock: is 5 min behind AWS's [doctor.queue]", "note: not all is known",
        "1 error, 1 warning, 1 ok; martlet explain ID says more of what stands in brackets",
      ])
    #expect(report.hasErrors)
  }

  @Test func whatIsWellIsCounted() {
    let report = report([Finding(Self.kind, .ok, "clock", "is right"), Finding(Self.kind, .ok, "bucket", "is there")])
    #expect(report.lines.last == "2 ok")
    #expect(!report.hasErrors)
  }
}
