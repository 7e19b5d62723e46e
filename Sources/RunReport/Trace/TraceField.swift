/// The columns that a trace of Nextflow may have, by the names that Nextflow gives them.
package enum TraceField: String, CaseIterable, Sendable {
  case taskID = "task_id"
  case hash
  case nativeID = "native_id"
  case process, tag, name, status, exit, module, container, cpus, time, disk, memory, attempt, submit, start, complete
  case duration, realtime, queue
  case cpu = "%cpu"
  case mem = "%mem"
  case rss, vmem
  case peakRSS = "peak_rss"
  case peakVMem = "peak_vmem"
  case rchar, wchar, syscr, syscw
  case readBytes = "read_bytes"
  case writeBytes = "write_bytes"
  case voluntarySwitches = "vol_ctxt"
  case involuntarySwitches = "inv_ctxt"
  case env, workdir, script, scratch
  case errorAction = "error_action"
  case hostname
  case cpuModel = "cpu_model"

  /// The columns of `trace.tsv` in a run's folder.
  package static let usual: [TraceField] = [
    .taskID, .hash, .nativeID, .process, .tag, .name, .status, .exit, .module, .container, .cpus, .time, .disk,
    .memory, .attempt, .submit, .start, .complete, .duration, .realtime, .queue, .cpu, .mem, .rss, .vmem, .peakRSS,
    .peakVMem, .rchar, .wchar, .syscr, .syscw, .readBytes, .writeBytes, .errorAction, .workdir,
  ]
}
