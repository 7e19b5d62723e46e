import JSONText
import TaskFolder
import TestSupport
import Testing

@testable import SnakemakeBridge

/// The recorded examples, which the plug-in's own tests read too.
@Suite struct ContractTests {
  private func lines(_ name: String, file: String = #filePath) throws -> [String] {
    let bytes = try Disk.read(file.replacing("ContractTests.swift", with: "Contract/") + name)
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test func requestsAreRead() throws {
    let requests = try lines("requests.jsonl").map { try BrokerRequest.read(Array($0.utf8)) }
    guard requests.count == 5, case .hello(let hello)? = requests[0], case .check(let demands)? = requests[1],
      case .submit(let jobs)? = requests[2]
    else {
      Issue.record("they are \(requests)")
      return
    }
    #expect(hello.folder == "/home/ann/maps" && hello.environment == "rig" && hello.storage == "s3://bucket/maps")
    #expect(hello.settings["queue"] == "long" && hello.settings["timeout"] == 3600)
    #expect(hello.resumed == "snakemake-maps-20261127-090000" && jobs.map(\.previous) == [nil, "plot[4]"])
    #expect(demands.map(\.name) == ["count", "wide"] && demands.map(\.threads) == [2, 1])
    #expect(demands[0].resources == jobs[0].demand.resources && demands[1].resources["mem_mb"] == -1)
    #expect(jobs.map(\.title) == ["count (part=a)", "plot"])
    #expect(jobs[0].files?.logs.map(\.address) == ["s3://bucket/maps/logs/a.log"])
    #expect(jobs[1].files == nil && jobs[1].image == "snakemake/snakemake:v9.27.1")
    #expect(requests[3] == .cancel && requests[4] == .shutdown)
  }

  @Test func repliesAreWritten() throws {
    let folder = "/home/ann/maps/martlet-runs/snakemake-maps-20261128-101500"
    let replies: [BrokerReply] = [
      .hello(
        engine: "0.1.0", run: "snakemake-maps-20261128-101500", folder: folder,
        copy: "s3://bucket/work/snakemake-maps-20261128-101500-1f2e3d", region: "eu-west-1"),
      .checked(mistakes: ["rule wide: the resource `mem_mb` must be a number from 0 to 4294967296"]),
      .submitted(key: "1", id: "count[0]"), .submitted(key: "2", id: "plot[0]"),
      .rejected(key: "3", message: "rule wide: the resource `mem_mb` must be a number from 0 to 4294967296"),
      .state(key: "1", .submitted(job: "8a1d")), .state(key: "1", .takenOver(job: "8a1d")),
      .state(key: "1", .waiting(reason: "the queue's environments are full")), .state(key: "1", .waiting(reason: nil)),
      .state(key: "1", .running), .note(isWarning: true, "AWS Batch throttles"), .note(isWarning: false, "all is well"),
      .done(
        key: "1",
        BrokerEnd(.succeeded, exitStatus: 0, log: "s3://bucket/maps/.martlet/run/calls/count/0/attempt-1/stderr")),
      .done(
        key: "2", BrokerEnd(.failed, message: "call plot[0] failed: out-of-memory: killed", cause: "out-of-memory")),
      .done(key: "4", BrokerEnd(.cancelled)),
      .fatal(message: "there is no environment called `rig`", help: "martlet.yaml has: local"), .bye,
    ]
    #expect(replies.map { JSONWriter.compact($0.json) } == (try lines("replies.jsonl")))
  }

  @Test(arguments: [
    (#"[]"#, "`request` must be an object"), (#"{"op":"dance"}"#, "there is no request `dance`"),
    (#"{"op":"check","rules":[{"threads":2}]}"#, "`check.rules[0].name` is missing"),
    (#"{"op":"submit"}"#, "`submit.jobs` is missing"), (#"{"op":"submit","jobs":[{"key":3}]}"#, "jobs[0].key"),
    (#"{"op":"hello","protocol":2,"workdir":"/w"}"#, "version 2 of the contract"), (#"{"op"#, "is no JSON"),
    ("", "is no JSON"),
    (#"{"op":"submit","jobs":[{"key":"1","name":"a","command":"b","environment":{"A":1}}]}"#, "environment.A"),
  ]) func whatIsWrongIsNamed(line: String, words: String) {
    let problem = #expect(throws: BrokerProblem.self) { try BrokerRequest.read(Array(line.utf8)) }
    #expect(problem?.description.contains(words) == true, "\(problem?.description ?? "")")
  }

  @Test func whatBeginsWithXIsPassedOver() throws {
    #expect(try BrokerRequest.read(Array(#"{"op":"x-ping"}"#.utf8)) == nil)
  }
}
