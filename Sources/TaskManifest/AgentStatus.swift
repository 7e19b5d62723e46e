/// The exit statuses of the agent that are not the command's own.
///
/// The agent ends with the command's exit status, or with 128 and the number of the signal that ended it. When the agent
/// could not do its part it ends with one of these. A command may use the same numbers: ``TaskResult`` is what counts,
/// the status is for those who see nothing else.
package enum AgentStatus: Int32, CaseIterable, Sendable {
  /// The agent could not be obtained: said by the line that fetches it.
  case notObtained = 240
  /// The agent's own arguments, or its own bytes, are not what they should be.
  case usage = 241
  /// The task's manifest could not be read.
  case manifest = 242
  /// An input could not be brought.
  case stageIn = 243
  /// The command could not be started.
  case notStarted = 244
  /// The command ran longer than its time limit.
  case timedOut = 245
  /// An output or a stream could not be kept.
  case stageOut = 246
  /// The result could not be written.
  case result = 247
  /// The disk is full.
  case diskFull = 248
  /// The task was stopped from outside (TERM): what a command ended by TERM would show.
  case terminated = 143

  /// What happened, for people who see only the number.
  package var meaning: String {
    switch self {
    case .notObtained: "the agent could not be obtained"
    case .usage: "the agent was started with the wrong arguments or is not the file that was meant"
    case .manifest: "the task's manifest could not be read"
    case .stageIn: "an input could not be brought"
    case .notStarted: "the command could not be started"
    case .timedOut: "the command ran longer than its time limit"
    case .stageOut: "an output could not be kept"
    case .result: "the result could not be written"
    case .diskFull: "the disk is full"
    case .terminated: "the task was stopped from outside"
    }
  }
}

extension TaskResult {
  /// The status with which the agent that wrote this ends.
  package var agentStatus: Int32 {
    if let failure { return failure.agentStatus.rawValue }
    if let signal { return 128 + signal }
    return exitStatus ?? AgentStatus.notStarted.rawValue
  }
}

extension TaskResult.Failure {
  var agentStatus: AgentStatus {
    switch (cause, phase) {
    case (.diskFull, _): .diskFull
    case (.timedOut, _): .timedOut
    case (.terminated, _): .terminated
    case (.notStarted, _): .notStarted
    case (.staging, .stageIn), (.staging, .start): .stageIn
    case (.staging, .run), (.staging, .stageOut): .stageOut
    }
  }
}
