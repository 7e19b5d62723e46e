import RunReport
import Testing

@Suite struct TraceTests {
  private func rows(_ fields: [TraceField], isRaw: Bool = false) -> [[String]] {
    let text = String(decoding: Trace(of: Sample.run, fields: fields, isRaw: isRaw).text, as: UTF8.self)
    return text.split(separator: "\n").map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test func eachAttemptAndEachCachedCallHasARow() {
    #expect(
      rows([.taskID, .hash, .nativeID, .status, .exit, .attempt, .errorAction]) == [
        ["task_id", "hash", "native_id", "status", "exit", "attempt", "error_action"],
        ["1", "01/234567", "job-1:3", "FAILED", "-", "1", "RETRY"],
        ["2", "ff/00ff00", "-", "CACHED", "0", "1", "-"],
        ["3", "-", "321", "ABORTED", "-", "1", "-"],
        ["4", "01/234567", "job-2", "COMPLETED", "0", "2", "-"],
      ])
  }

  @Test func namesAreThoseOfNextflowAndNeverBreakTheTable() {
    #expect(
      rows([.process, .tag, .name])[1...].map { $0 } == [
        ["align", "3", "align (3)"], ["prepare:sort", "0,2", "prepare:sort (0,2)"],
        ["</script><script>alert(1)</script> x", "-", "</script><script>alert(1)</script> x"],
        ["align", "3", "align (3)"],
      ])
  }

  @Test func resourcesReadAsNextflowWritesThem() {
    let fields: [TraceField] = [
      .cpus, .memory, .disk, .time, .duration, .realtime, .cpu, .peakRSS, .readBytes, .writeBytes, .rchar, .container,
    ]
    let rows = rows(fields)
    #expect(rows[4] == ["2", "4 GB", "11 GB", "1h", "42s", "20s", "150.0%", "1 GB", "1.5 KB", "0", "-", "bwa:1"])
    // A process of this machine is in no container.
    #expect(rows[3].last == "-")
  }

  @Test func rawValuesAreNumbers() {
    let fields: [TraceField] = [.submit, .complete, .duration, .realtime, .cpu, .memory, .peakRSS]
    #expect(
      rows(fields, isRaw: true)[4] == [
        "1795000020002", "1795000062000", "41998", "20000", "150.0", "4294967296", "1073741824",
      ])
  }

  @Test func theUsualColumnsAreOnes() {
    #expect(rows(TraceField.usual).allSatisfy { $0.count == TraceField.usual.count })
  }
}
