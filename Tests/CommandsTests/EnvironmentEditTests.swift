import JSONText
import TestSupport
import Testing

@testable import Commands

/// An environment put into a martlet.yaml and taken out of it: every other line stays.
@Suite struct EnvironmentEditTests {
  private static let yaml = "environments:\n  aws:\n    backend: aws-batch\n    queue: q\n"

  private static let cases: [(name: String, before: String?, after: String?)] = [
    ("no file", nil, yaml),
    ("an empty file", "\n", yaml),
    (
      "no environments", "# mine\ndefault: local  # here\n",
      "# mine\ndefault: local  # here\n\nenvironments:\n  aws:\n    backend: aws-batch\n    queue: q\n"
    ),
    (
      "others, with comments and a rule behind",
      "environments:\n    laptop:   # this one\n        backend: local\n        # end of laptop\n\n# rules\nrules:\n  - cpu: 1\n",
      "environments:\n    laptop:   # this one\n        backend: local\n        # end of laptop\n    aws:\n      "
        + "backend: aws-batch\n      queue: q\n\n# rules\nrules:\n  - cpu: 1\n"
    ),
    (
      "an earlier one between others",
      "environments:\n  a:\n    backend: local\n\n  aws:\n    backend: aws-batch\n    queue: old\n\n  # b\n  b:\n    backend: local\n",
      "environments:\n  a:\n    backend: local\n\n  aws:\n    backend: aws-batch\n    queue: q\n\n  # b\n  b:\n    backend: local\n"
    ),
    (
      "an empty list", "environments:\ncache: true\n",
      "environments:\n  aws:\n    backend: aws-batch\n    queue: q\ncache: true\n"
    ),
    ("no line feed at the end", "cache: true", "cache: true\n\n" + yaml),
    ("flow style", "environments: {laptop: {backend: local}}\n", nil),
    ("a list in flow style within", "environments:\n  {laptop: {backend: local}}\n", nil),
  ]

  @Test(arguments: cases.indices) func theEnvironmentIsPut(_ number: Int) throws {
    let (name, before, after) = Self.cases[number]
    #expect(try EnvironmentEdit(yaml: Self.yaml).put(into: before, named: "martlet.yaml") == after, "\(name)")
  }

  @Test(
    arguments: [
      (yaml, ""), ("cache: true\n\n" + yaml, "cache: true\n"),
      (
        "environments:\n  a:\n    backend: local\n  aws:\n    backend: aws-batch\n",
        "environments:\n  a:\n    backend: local\n"
      ),
      (yaml + "# last\n", "# last\n"),
      ("environments: {aws: {backend: aws-batch}}\n", nil),
    ] as [(String, String?)])
  func theEnvironmentIsTaken(_ before: String, _ after: String?) throws {
    #expect(try EnvironmentEdit.take("aws", outOf: before, named: "martlet.yaml") == after)
  }

  @Test(arguments: [
    ("aws", true), ("my-lab-2", true), ("a", true), ("", false), ("Aws", false), ("2a", false), ("a-", false),
    ("a_b", false), (String(repeating: "a", count: 25), false),
  ])
  func namesAreThoseThatAWSTakes(_ name: String, _ isLegal: Bool) { #expect(CloudFolder.isLegal(name) == isLegal) }

  @Test func variablesAreJSONOrText() throws {
    var choices = CloudChoices(values: ["log_days": 7])
    try choices.set("budget={\"dollars\": 5, \"emails\": [\"a@b.c\"]}")
    try choices.set("architecture=ARM64")
    try choices.set("log_days=null")
    try choices.add(tags: ["lab=x=y", "empty="])
    #expect(
      JSONWriter.compact(.object(choices.values))
        == #"{"budget":{"dollars":5,"emails":["a@b.c"]},"architecture":"ARM64","tags":{"lab":"x=y","empty":""}}"#)
    #expect(throws: (any Error).self) { try choices.set("max_vcpu=1") }
    #expect(throws: (any Error).self) { try choices.set("max_vcpus") }
    #expect(throws: (any Error).self) { try choices.add(tags: ["=x"]) }
  }

  @Test func aPlanIsALineForEachChange() throws {
    let json = try JSONParser.parse(
      #"""
      {"format_version": "1.2", "resource_changes": [
        {"address": "a.new", "change": {"actions": ["create"]}}, {"address": "a.same", "change": {"actions": ["no-op"]}},
        {"address": "data.a.b", "change": {"actions": ["read"]}}, {"address": "a.other", "change": {"actions": ["update"]}},
        {"address": "a.anew", "change": {"actions": ["create", "delete"]}}, {"address": "a.old", "change": {"actions": ["delete"]}}]}
      """#)
    let changes = try #require(CloudChanges(json))
    #expect(changes.lines == ["  + a.new", "  ~ a.other", "  ± a.anew", "  - a.old"])
    #expect(changes.summary == "1 to make, 1 to change, 1 to replace, 1 to remove")
    #expect(CloudChanges("text") == nil)
  }

  @Test(arguments: [("create", false), ("update", false), ("delete", true)])
  func aQueueThatGoesIsSeen(_ action: String, _ isSeen: Bool) throws {
    let change: JSONValue = ["address": "aws_batch_job_queue.spot[0]", "change": ["actions": [.string(action)]]]
    #expect(try #require(CloudChanges(["resource_changes": [change]])).removesQueues == isSeen)
  }
}
