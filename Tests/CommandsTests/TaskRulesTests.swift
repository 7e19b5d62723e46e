import JSONText
import SourceText
import Testing
import WorkflowModel

@testable import Commands

@Suite struct TaskRulesTests {
  private func rules(_ yaml: String) throws -> TaskRules {
    let document = try ConfigurationDocument(SourceFile(name: "martlet.yaml", text: yaml))
    var reader = RuleReader(environments: ["local", "aws"])
    let rules = reader.rules(document.members["rules"])
    if let error = ConfigurationProblem.error(reader.problems, in: document) { throw error }
    return rules
  }

  private func site(_ call: String, labels: [String: String] = [:]) throws -> TaskSite {
    TaskSite(call: try #require(CallPath(call)), labels: labels)
  }

  @Test(arguments: [
    ("align", "align", true), ("align", "variants/align[3]", true), ("align", "variants/realign", false),
    ("align*", "variants/align_all", true), ("align", "align[1]/sort", false), ("align.sort", "v/align[1]/sort", true),
    ("align.*", "align[1]/sort[2]", true), ("align.*", "align/sort/inner", false),
    ("align.**", "align/sort/inner", true),
    ("call_?", "call_1", true), ("call_[ab]", "call_c", false), ("*", "a/b/c", true),
  ])
  func aPatternIsForTheCallsThatItNames(_ pattern: String, _ call: String, _ isFor: Bool) throws {
    #expect(CallPattern(text: pattern).matches(try #require(CallPath(call))) == isFor)
  }

  @Test(arguments: [
    ("large", ["large": ""], true), ("size=large", ["size": "large"], true), ("size", ["size": "large"], true),
    ("large", ["size": "large"], false), ("size=small", ["size": "large"], false),
  ])
  func aLabelIsANameOrANameWithItsValue(_ pattern: String, _ labels: [String: String], _ isFor: Bool) {
    #expect(LabelPattern(text: pattern).matches(labels) == isFor)
  }

  @Test func ofTwoRulesTheLaterWinsWhereBothSpeak() throws {
    let rules = try rules(
      """
      rules:
        - on: aws
          cpu: 2
          memory: 4 GiB
        - name: sort
          on: local
          cpu: 8
      """)
    let sort = try site("v/sort")
    let request = rules.configured(TaskRequest(command: "sort"), at: sort)
    #expect(rules.environment(for: sort) == "local")
    #expect(rules.environment(for: try site("v/other")) == "aws")
    #expect(request.resources.cpu == 8)
    #expect(request.resources.memory == 4 << 30)
  }

  @Test func aRuleWinsOverTheWorkflow() throws {
    let rules = try rules(
      """
      rules:
        - name: [a, b]
          container: image:2
          timeLimit: 2 h
          retries: 3
          gpu: 1
          queue: large
          tags: {team: genomics}
          env: {THREADS: 4}
      """)
    var request = TaskRequest(command: "true")
    request.images = ["image:1"]
    request.environment = ["THREADS": "1", "HOME": "/root"]
    request.hints = ["queueArn": "small", "tags": ["team": "none", "project": "p"]]
    let configured = rules.configured(request, at: try site("b"))
    #expect(configured.images == ["image:2"])
    #expect(configured.resources.timeLimit == 7200)
    #expect(configured.retries.failures == 3)
    #expect(configured.resources.gpus == 1)
    #expect(configured.environment == ["THREADS": "4", "HOME": "/root"])
    #expect(configured.hints["tags"] == ["team": "genomics", "project": "p"])
    #expect(configured.hints.names.filter { $0.lowercased().hasPrefix("queue") }.count == 1)
    #expect(rules.configured(configured, at: try site("b")) == configured)
    #expect(rules.configured(request, at: try site("c")) == request)
  }

  @Test func everyMistakeIsToldWithItsPlace() throws {
    let error = #expect(throws: ExecutionError.self) {
      try rules(
        """
        rules:
          - nmae: a
            memory: 4
            on: asw
            cpu: many
        """)
    }
    let text = "\(try #require(error))"
    for expected in [
      "rules[0].nmae", "did you mean `name`?", "martlet.yaml:3:5", "`16 GiB`", "did you mean `aws`?",
      "a number of cores",
    ] { #expect(text.contains(expected), "\(text)") }
  }
}
