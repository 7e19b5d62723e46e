import JSONText
import Testing

@testable import AWSBatchBackend

@Suite struct SecretSettingsTests {
  private static let secret = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:lab/token-AbCdEf"
  private static let parameter = "arn:aws:ssm:eu-west-1:123456789012:parameter/lab/token"

  private func problem(_ value: JSONValue) -> String {
    do throws(SettingProblem) {
      _ = try SecretSettings.parse(value)
      return "none"
    } catch { return error.message }
  }

  @Test func bothFormsOfThePluginsAreTakenAlsoAsText() throws {
    let expected = ["TOKEN": Self.secret, "KEY": Self.parameter]
    let mapping: JSONValue = ["TOKEN": .string(Self.secret), "KEY": .string(Self.parameter)]
    let list: JSONValue = [
      ["name": "TOKEN", "valueFrom": .string(Self.secret)], ["valueFrom": .string(Self.parameter), "name": "KEY"],
    ]
    for form in [mapping, list] {
      #expect(try SecretSettings.parse(form) == expected)
      #expect(try SecretSettings.parse(.string(JSONWriter.indented(form))) == expected)
    }
  }

  @Test(arguments: [
    secret, secret + ":password::", secret + ":password:AWSCURRENT:", secret + "::AWSPREVIOUS:", secret + ":::0a1b",
    parameter, "/lab/token", "arn:aws-cn:ssm:cn-north-1:123456789012:parameter/x",
  ])
  func whatHoldsASecretIsTaken(source: String) { #expect(SecretSettings.isSource(source)) }

  @Test(arguments: [
    "hunter2", "", "/", "arn:aws:s3:::bucket", secret + ":password", secret + ":a:b",
    "arn:aws:secretsmanager:eu-west-1:12:secret:x", "arn:aws:secretsmanager::123456789012:secret:x",
    "arn:aws:secretsmanager:eu-west-1:123456789012:secret:", "arn:aws:ssm:eu-west-1:123456789012:parameter/",
    "arn:aws:secretsmanager:eu-west-1:123456789012:secret:a b", "/with space",
  ])
  func anythingElseIsNot(source: String) { #expect(!SecretSettings.isSource(source)) }

  @Test(arguments: ["token", "lab/token.1", "NF_ada_token", "token:password::", "token::AWSPREVIOUS:"])
  func aNameIsTakenToBeLookedUp(name: String) throws {
    #expect(try SecretSettings.parse(["TOKEN": .string(name)]) == ["TOKEN": name])
  }

  @Test func whatIsNeitherNameNorARNIsNeverQuoted() {
    for value: JSONValue in [["TOKEN": "hunter 2!"], [["name": "TOKEN", "valueFrom": "hunter:2"]]] {
      let problem = problem(value)
      #expect(problem.contains("has neither a name nor an ARN for `TOKEN`"))
      #expect(!problem.contains("hunter"))
    }
    #expect(!problem("[{\"name\": \"TOKEN\", \"valueFrom\": \"hunter2").contains("hunter2"))
  }

  @Test(
    arguments: [
      (["1X": "/a"], "no name for a variable"), (["AWS_BATCH_X": "/a"], "AWS Batch's own"),
      ([["name": "A"]], "both of them"), ([["name": "A", "valueFrom": "/a", "more": 1]], "nothing else"),
      ([["name": "A", "valueFrom": "/a"], ["name": "A", "valueFrom": "/b"]], "has `A` twice"), (3, "must be a mapping"),
    ] as [(JSONValue, String)])
  func wrongFormsAreRefused(value: JSONValue, message: String) { #expect(problem(value).contains(message)) }

  @Test func theTasksSecretsWinByName() {
    var environment = JobSettings()
    environment.secrets = ["A": "/all/a", "B": "/all/b"]
    var task = JobSettings()
    task.secrets = ["B": "/task/b", "C": "/task/c"]
    #expect(task.over(environment).secrets == ["A": "/all/a", "B": "/task/b", "C": "/task/c"])
  }
}
