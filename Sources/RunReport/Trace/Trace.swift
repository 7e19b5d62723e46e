import RunIndex
import WorkflowEngine
import WorkflowModel

/// A run as a table with Nextflow's columns: a row for each attempt that has ended and for each call whose results came
/// from the cache.
package struct Trace: Sendable {
  private let run: ReportedRun
  private let fields: [TraceField]
  /// Milliseconds and bytes instead of texts for people.
  private let isRaw: Bool

  package init(of run: ReportedRun, fields: [TraceField] = TraceField.usual, isRaw: Bool = false) {
    self.run = run
    self.fields = fields
    self.isRaw = isRaw
  }

  /// Lines of cells that tabs part, the first with the columns' names.
  package var text: [UInt8] {
    var text = Array(fields.map(\.rawValue).joined(separator: "\t").utf8) + [0x0A]
    for (number, row) in rows.enumerated() {
      for (place, field) in fields.enumerated() {
        if place > 0 { text.append(0x09) }
        append(cell(field, of: row, number + 1), to: &text)
      }
      text.append(0x0A)
    }
    return text
  }

  /// Tabs and line feeds of names would be cells and rows of their own.
  private func append(_ cell: String?, to text: inout [UInt8]) {
    guard let cell, !cell.isEmpty else { return text.append(UInt8(ascii: "-")) }
    for byte in cell.utf8 { text.append(byte < 0x20 ? 0x20 : byte) }
  }

  // MARK: Rows

  private struct Row {
    let call: ReportedCall
    /// Nil for a call that was taken from the cache.
    let attempt: ReportedAttempt?
    /// Whether the call made another attempt afterwards.
    var isRepeated = false

    var usage: TaskUsage? { attempt?.usage ?? call.cached?.usage }

    /// When it came to be, for the order of rows.
    var time: Int64 { attempt?.prepared ?? call.since }

    var realtime: Int64? {
      if let attempt { return attempt.runTime }
      guard let times = call.cached?.times, let run = times.run, let end = times.stageOut ?? times.end else {
        return nil
      }
      return max(0, end - run)
    }
  }

  private var rows: [Row] {
    let isUnderWay = run.end == nil
    var rows = run.attempts.filter { $0.ended != nil || !isUnderWay }.map { attempt in
      let call = run.calls[attempt.call]
      return Row(
        call: call, attempt: attempt,
        isRepeated: call.attempts.last.map { run.attempts[$0].number != attempt.number } ?? false)
    }
    rows += run.calls.filter { $0.state == .cached }.map { Row(call: $0, attempt: nil) }
    return rows.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
  }

  // MARK: Cells

  private func cell(_ field: TraceField, of row: Row, _ number: Int) -> String? {
    switch field {
    case .taskID: "\(number)"
    case .hash: row.call.key.map { "\($0.prefix(2))/\($0.dropFirst(2).prefix(6))" }
    case .nativeID: row.attempt?.handle.map(Self.nativeID)
    case .process: row.call.path.steps.map(\.name).joined(separator: ":")
    case .tag: Self.tag(row.call.path)
    case .name: Self.name(row.call.path)
    case .status: Self.status(row.attempt)
    case .exit: Self.exit(row)
    case .errorAction: row.isRepeated ? "RETRY" : nil
    case .attempt: row.attempt.map { "\($0.number + 1)" } ?? "1"
    case .workdir: row.attempt.map { workFolder(of: $0, row.call) }
    case .container: row.attempt.flatMap(Self.container)
    case .submit, .start, .complete, .duration, .realtime, .time: time(field, of: row)
    case .cpus, .cpu, .memory, .disk, .peakRSS, .readBytes, .writeBytes: resource(field, of: row)
    case .module, .queue, .mem, .rss, .vmem, .peakVMem, .rchar, .wchar, .syscr, .syscw, .voluntarySwitches,
      .involuntarySwitches, .env, .script, .scratch, .hostname, .cpuModel:
      nil
    }
  }

  private func time(_ field: TraceField, of row: Row) -> String? {
    let attempt = row.attempt
    let submitted = attempt.map { $0.submitted ?? $0.prepared }
    switch field {
    case .submit: return date(submitted)
    case .start: return date(attempt?.running)
    case .complete: return date(attempt?.ended)
    case .duration:
      guard let submitted, let ended = attempt?.ended else { return nil }
      return duration(max(0, ended - submitted))
    case .realtime: return duration(row.realtime)
    default: return duration(attempt?.resources.timeLimit.map { $0 * 1000 })
    }
  }

  private func resource(_ field: TraceField, of row: Row) -> String? {
    let asked = row.attempt?.resources
    switch field {
    case .cpus: return asked.map { $0.cpu == $0.cpu.rounded() ? "\(Int64($0.cpu))" : "\($0.cpu)" }
    case .memory: return size(asked?.memory)
    case .disk: return size(asked.flatMap { $0.disks.isEmpty ? nil : $0.disks.reduce(0) { $0 + $1.size } })
    case .peakRSS: return size(row.usage?.peakMemory)
    case .readBytes: return size(row.usage?.bytesRead)
    case .writeBytes: return size(row.usage?.bytesWritten)
    default:
      guard let used = row.usage?.processorTime, let time = row.realtime, time > 0 else { return nil }
      let percent = Double(used) / Double(time) * 100
      return isRaw ? "\((percent * 10).rounded() / 10)" : TraceText.percent(percent)
    }
  }

  private func date(_ time: Int64?) -> String? { time.map { isRaw ? "\($0)" : TraceText.date($0) } }
  private func duration(_ time: Int64?) -> String? { time.map { isRaw ? "\($0)" : TraceText.duration($0) } }
  private func size(_ bytes: Int64?) -> String? { bytes.map { isRaw ? "\($0)" : TraceText.size($0) } }

  // MARK: Names

  /// The indices of the scatters around a call: `3`, or `0,2`.
  private static func tag(_ path: CallPath) -> String? {
    let shards = path.steps.flatMap(\.shards)
    return shards.isEmpty ? nil : shards.map(String.init).joined(separator: ",")
  }

  private static func name(_ path: CallPath) -> String {
    path.steps.map(\.name).joined(separator: ":") + (tag(path).map { " (\($0))" } ?? "")
  }

  private static func status(_ attempt: ReportedAttempt?) -> String {
    guard let attempt else { return "CACHED" }
    switch attempt.ending?.kind {
    case nil, .cancelled: return "ABORTED"
    case _: return attempt.hasSucceeded ? "COMPLETED" : "FAILED"
    }
  }

  private static func exit(_ row: Row) -> String? {
    guard let attempt = row.attempt else { return row.call.cached.map { "\($0.status)" } }
    if case .exited(let status)? = attempt.ending?.kind { return "\(status)" }
    return nil
  }

  /// A job's id; of this machine a process's number, or a container's name.
  private static func nativeID(_ handle: BackendHandle) -> String {
    guard handle.backend == "local" else { return handle.identifier }
    let parts = handle.identifier.split(separator: ":").map(String.init)
    return parts.count > 1 && Int(parts[0]) == nil ? parts[1] : parts.first ?? handle.identifier
  }

  /// The image, unless the command was a process of this machine.
  private static func container(_ attempt: ReportedAttempt) -> String? {
    guard let handle = attempt.handle else { return attempt.image }
    return handle.backend == "local" && handle.identifier.first?.isNumber == true ? nil : attempt.image
  }

  private func workFolder(of attempt: ReportedAttempt, _ call: ReportedCall) -> String {
    attempt.place ?? RunPlace(name: run.name, folder: run.folder).attemptFolder(call.path, attempt.number)
  }
}
