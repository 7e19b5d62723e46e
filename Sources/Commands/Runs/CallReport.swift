package import JSONText
package import RunIndex
import WorkflowEngine
import WorkflowModel

/// One call for people and for programs: a reading of what is known of it, without I/O.
package struct CallReport {
  private let call: IndexedCall
  private let run: RunSummary
  private let details: CallDetails
  private let folders: [AttemptFolder]

  /// - Parameter folders: of the attempts, in their order.
  package init(_ call: IndexedCall, of run: RunSummary, _ details: CallDetails, _ folders: [AttemptFolder]) {
    self.call = call
    self.run = run
    self.details = details
    self.folders = folders
  }

  // MARK: Text

  package var lines: [String] {
    var lines = ["\(call.path)  \(state)", line("run", run.name), line("begun", RunListing.time(call.record.begun))]
    if let message = call.record.message { lines.append(line("why", message)) }
    for (attempt, folder) in zip(details.attempts, folders) {
      lines += ["", "attempt \(attempt.number + 1) on \(attempt.environment)"] + self.lines(of: attempt, folder)
    }
    guard let last = folders.last else { return lines + [""] + withoutAttempt }
    if !last.inputs.isEmpty {
      lines += ["", "inputs"] + last.inputs.map { "  \($0.source) at \($0.path)" }
    }
    lines += self.lines(of: details.attempts.last?.files?.entries ?? [])
    return lines + ["", "command"] + commandLines(last)
  }

  private func commandLines(_ folder: AttemptFolder) -> [String] {
    guard let command = folder.command else { return ["  " + (folder.noCommand ?? "it is not known")] }
    var lines = command.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { $0.isEmpty ? "" : "  \($0)" }
  }

  /// What was under way when a run ended is not under way any more.
  private var state: String {
    call.record.state.isOpen && run.state != .running && run.state != .unknown ? "left" : call.record.state.name
  }

  private var withoutAttempt: [String] {
    if let cached = details.cached {
      let files = [line("stdout", cached.files.stdout.location), line("stderr", cached.files.stderr.location)]
      return ["its results are those of \(cached.call) of the run \(cached.run), by the call cache"]
        + files.map { "  " + $0 } + lines(of: cached.files.entries)
    }
    return [call.record.state == .waiting ? "there is no attempt yet: it is being prepared" : "there was no attempt"]
  }

  private func lines(of outputs: [TaskFiles.Entry]) -> [String] {
    if outputs.isEmpty { return [] }
    return ["", "outputs"]
      + outputs.map { "  " + $0.reference.redacted + ($0.size.map { "  " + ByteSize.text($0) } ?? "") }
  }

  private func line(_ name: String, _ text: String) -> String {
    let space = String(repeating: " ", count: max(1, 13 - name.count))
    return name + space + text.replacing("\n", with: "\n" + String(repeating: " ", count: 13))
  }

  private func lines(of attempt: CallDetails.Attempt, _ folder: AttemptFolder) -> [String] {
    var lines = [line("asked for", text(of: attempt.resources)), line("prepared", RunListing.time(attempt.prepared))]
    if let handle = attempt.handle, handle.backend != "local" { lines.append(line("job", handle.identifier)) }
    for reason in attempt.reasons { lines.append(line("queued for", reason)) }
    if let running = attempt.running {
      let waited = ProgressTable.duration(running - attempt.prepared)
      lines.append(line("running", "\(RunListing.time(running)), after \(waited)"))
    }
    if let end = attempt.end, let ended = attempt.ended {
      let took = attempt.running.map { ", after \(ProgressTable.duration(ended - $0))" } ?? ""
      lines.append(line("ended", "\(RunListing.time(ended))\(took): \(end)"))
      if case .outcome(.failed(let failure)) = end, let advice = failure.advice { lines.append(line("advice", advice)) }
    }
    for stay in attempt.stays { lines.append(line("machine", text(of: stay))) }
    if let usage = attempt.files?.usage { lines += self.lines(of: usage) }
    lines.append(line("folder", folder.location))
    if let files = attempt.files {
      lines += [line("stdout", files.stdout.location), line("stderr", files.stderr.location)]
    }
    return lines.map { "  " + $0.replacing("\n", with: "\n  ") }
  }

  private func text(of resources: TaskResources) -> String {
    let cores = resources.cpu == resources.cpu.rounded() ? String(Int(resources.cpu)) : String(resources.cpu)
    return "\(cores) cpu" + (resources.memory.map { ", \(ByteSize.text($0)) of memory" } ?? "")
  }

  private func text(of stay: MachineStay) -> String {
    let instance = stay.instance.map { " (\($0))" } ?? ""
    guard let started = stay.started, let stopped = stay.stopped else { return "\(stay)\(instance)" }
    return "\(stay)\(instance), for \(ProgressTable.duration(stopped - started))"
  }

  private func lines(of usage: TaskUsage) -> [String] {
    var lines: [String] = []
    if let memory = usage.peakMemory { lines.append(line("peak memory", ByteSize.text(memory))) }
    if let time = usage.processorTime { lines.append(line("cpu time", "\(Double(time / 100) / 10) s")) }
    if let read = usage.bytesRead { lines.append(line("read", ByteSize.text(read))) }
    if let written = usage.bytesWritten { lines.append(line("written", ByteSize.text(written))) }
    if let used = usage.diskUsed { lines.append(line("disk used", ByteSize.text(used))) }
    return lines
  }

  // MARK: JSON

  package var json: JSONValue {
    var members: JSONObject = [
      "run": .string(run.name), "call": .string(call.path), "name": .string(call.name), "state": .string(state),
      "begun": .int(call.record.begun), "since": .int(call.record.since),
    ]
    if let message = call.record.message { members["message"] = .string(message) }
    if let cached = details.cached {
      var from: JSONObject = ["run": .string(cached.run), "call": .string(cached.call.description)]
      add(cached.files, to: &from)
      members["cached"] = .object(from)
    }
    members["attempts"] = .array(zip(details.attempts, folders).map(json))
    return .object(members)
  }

  private func json(_ attempt: CallDetails.Attempt, _ folder: AttemptFolder) -> JSONValue {
    var members: JSONObject = [
      "attempt": .int(attempt.number + 1), "environment": .string(attempt.environment),
      "cpu": .double(attempt.resources.cpu), "prepared": .int(attempt.prepared), "folder": .string(folder.location),
    ]
    if let memory = attempt.resources.memory { members["memory"] = .int(memory) }
    if let handle = attempt.handle {
      members["backend"] = .string(handle.backend)
      members["handle"] = .string(handle.identifier)
    }
    members["reasons"] = .array(attempt.reasons.map { .string($0) })
    if let running = attempt.running { members["running"] = .int(running) }
    if let ended = attempt.ended { members["ended"] = .int(ended) }
    if let end = attempt.end { members["end"] = .string("\(end)") }
    if case .outcome(.exited(let status, _))? = attempt.end { members["status"] = .int(Int(status)) }
    if !attempt.stays.isEmpty { members["machines"] = .array(attempt.stays.map(\.json)) }
    if let files = attempt.files { add(files, to: &members) }
    members["inputs"] = .array(
      folder.inputs.map { .object(["from": .string($0.source), "path": .string($0.path)]) })
    if let command = folder.command { members["command"] = .string(command) }
    return .object(members)
  }

  private func add(_ files: TaskFiles, to members: inout JSONObject) {
    members["stdout"] = .string(files.stdout.location)
    members["stderr"] = .string(files.stderr.location)
    members["outputs"] = .array(
      files.entries.map { entry in
        var output: JSONObject = ["path": .string(entry.path), "at": .string(entry.reference.redacted)]
        if let size = entry.size { output["size"] = .int(size) }
        return .object(output)
      })
    guard let usage = files.usage else { return }
    let parts: [(String, Int64?)] = [
      ("peakMemory", usage.peakMemory), ("processorTime", usage.processorTime), ("bytesRead", usage.bytesRead),
      ("bytesWritten", usage.bytesWritten), ("diskUsed", usage.diskUsed),
    ]
    members["usage"] = .object(JSONObject(parts.compactMap { name, value in value.map { (name, .int($0)) } }))
  }
}
