package import JSONText

/// What the plug-in says: one JSON object a line, told apart by its `op`.
///
/// The contract, with examples, is docs/snakemake-broker.md.
package enum BrokerRequest: Hashable, Sendable {
  /// The first of every session.
  case hello(BrokerHello)
  /// Asks whether these demands are wrong, of jobs that will be handed over later.
  case check([RuleDemand])
  case submit([HandedJob])
  /// Ends every job that has not ended.
  case cancel
  /// Nothing more will come.
  case shutdown

  /// - Parameter line: without its end.
  /// - Returns: nil for what is to be passed over: an `op` that begins with `x-`.
  package static func read(_ line: some Sequence<UInt8>) throws(BrokerProblem) -> BrokerRequest? {
    let value: JSONValue
    do { value = try JSONParser.parse(Array(line)) } catch {
      throw BrokerProblem("a line is no JSON: \(error)")
    }
    let operation = try BrokerMembers(value, at: "request").requiredText("op")
    let members = try BrokerMembers(value, at: operation)
    switch operation {
    case "hello": return .hello(try BrokerHello(members))
    case "check":
      _ = try members.requiredElements("rules")
      return .check(try members.list("rules", RuleDemand.init))
    case "submit":
      _ = try members.requiredElements("jobs")
      return .submit(try members.list("jobs", HandedJob.init))
    case "cancel": return .cancel
    case "shutdown": return .shutdown
    default:
      if operation.hasPrefix("x-") { return nil }
      throw BrokerProblem("there is no request `\(operation)`")
    }
  }
}

/// Who speaks, and where the jobs are to run.
package struct BrokerHello: Hashable, Sendable {
  /// Of the contract. This broker speaks 1.
  package static let version: Int64 = 1

  package let version: Int64
  /// Snakemake's working folder. Absolute.
  package let folder: String
  /// Holds the runs; nil for the usual place.
  package let runs: String?
  /// A martlet.yaml; nil for the nearest.
  package let configuration: String?
  /// Of that file; nil when none is named.
  package let environment: String?
  /// Settings of the environment, under the names that martlet.yaml has for them: they win over the file.
  package let settings: JSONObject
  /// Where Snakemake keeps its files by default, in S3: what needs a place there gets one below it.
  package let storage: String?
  /// Whether jobs go on when Snakemake dies.
  package let leavesJobs: Bool
  /// The run to go on with: its name.
  package let resumed: String?
  /// What a new run is called, when others have to find it; nil for the usual name.
  package let run: String?

  init(_ members: BrokerMembers) throws(BrokerProblem) {
    version = try members.requiredInteger("protocol")
    guard version == Self.version else {
      throw BrokerProblem(
        "the plug-in speaks version \(version) of the contract, and this martlet version \(Self.version): "
          + "install the plug-in that belongs to this martlet")
    }
    folder = try members.requiredText("workdir")
    runs = try members.text("runsDir")
    configuration = try members.text("config")
    environment = try members.text("environment")
    settings = try members.object("settings") ?? JSONObject()
    storage = try members.text("storage")
    leavesJobs = try members.flag("leaveJobs") ?? false
    resumed = try members.text("resume")
    run = try members.text("run")
  }
}
