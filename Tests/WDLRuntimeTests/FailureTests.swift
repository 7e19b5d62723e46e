import TestSupport
import Testing
import WDLRuntime
import WorkflowModel

/// What does not run after a failure when the run goes on, and what does.
@Suite struct FailureTests {
  private static let tasks = """
    task t {
      input { Int i }
      command <<<~{i}>>>
      output { Int o = read_int(stdout()) }
    }
    task sum {
      input { Array[Int] all }
      command <<<0>>>
      output { Int o = read_int(stdout()) }
    }
    """

  /// Runs a text in which the tasks whose command is in `failing` fail.
  private func run(
    _ text: String, failing: Set<String>
  ) async throws -> (ran: [String], failed: [String], skipped: [String], error: String?) {
    let running = Running(goesOnAfterFailures: true) { _, request in
      FakeTask(status: failing.contains(request.command) ? 1 : 0, stdout: request.command)
    }
    let error = await running.failure { try await running.outputs(of: text + "\n" + Self.tasks) }
    let ran = running.context.ran.map(\.call.description).sorted()
    return (ran, running.context.failed.sorted(), running.context.skipped, error)
  }

  @Test func onlyWhatNeedsTheFailedCallIsSkipped() async throws {
    let text = """
      version 1.1
      workflow w {
        call t as a { input: i = 1 }
        call t as b { input: i = a.o }
        call t as c { input: i = b.o }
        call t as d { input: i = 4 }
        Int e = d.o + 1
        call t as f { input: i = e }
        output { Int last = f.o }
      }
      """
    let result = try await run(text, failing: ["1"])
    #expect(result.ran == ["a", "d", "f"])
    #expect(result.failed == ["a"])
    #expect(result.skipped == ["b: a", "c: a"])
    #expect(result.error == nil)
  }

  @Test func theOtherElementsOfAScatterGoOn() async throws {
    let text = """
      version 1.1
      workflow w {
        scatter (n in range(3)) {
          call t as first { input: i = n }
          call t as second { input: i = first.o + 10 }
          call t as alone { input: i = n + 20 }
        }
        call sum as seconds { input: all = second.o }
        call sum as alones { input: all = alone.o }
      }
      """
    let result = try await run(text, failing: ["1"])
    #expect(
      result.ran == [
        "alone[0]", "alone[1]", "alone[2]", "alones", "first[0]", "first[1]", "first[2]", "second[0]", "second[2]",
      ])
    #expect(result.failed == ["first[1]"])
    #expect(result.skipped == ["second[1]: first[1]", "seconds: first[1]"])
  }

  @Test func subWorkflowsGoOnToo() async throws {
    let text = """
      version 1.1
      workflow w {
        call sub { input: n = 1 }
        call t as good { input: i = 5 }
        call t as after { input: i = sub.o }
      }
      """
    let loaded = text.replacing("call sub ", with: "call inner.sub ").replacing(
      "version 1.1\n", with: "version 1.1\nimport \"inner.wdl\" as inner\n")
    let inner = """
      version 1.1
      workflow sub {
        input { Int n }
        call t as x { input: i = n }
        call t as y { input: i = 7 }
        output { Int o = x.o }
      }
      """
    let running = Running(goesOnAfterFailures: true, documents: ["/doc/inner.wdl": inner + "\n" + Self.tasks]) {
      FakeTask(status: $1.command == "1" ? 1 : 0, stdout: $1.command)
    }
    _ = try await running.outputs(of: loaded + "\n" + Self.tasks)
    #expect(running.context.ran.map(\.call.description).sorted() == ["good", "sub/x", "sub/y"])
    #expect(running.context.skipped == ["after: sub/x"])
  }

  @Test func anExpressionThatFailsIsAFailureLikeAnother() async throws {
    let text = """
      version 1.1
      workflow w {
        Array[Int] none = []
        Int x = none[0]
        call t as a { input: i = x }
        call t as b { input: i = 2 }
        if (x > 1) { call t as c { input: i = 3 } }
        scatter (n in [x]) { call t as d { input: i = n } }
      }
      """
    let result = try await run(text, failing: [])
    #expect(result.ran == ["b"])
    #expect(result.failed == ["x"])
    #expect(result.skipped == ["a: x", "c: x", "d: x"])
  }

  @Test func anOutputThatNeedsTheFailedCallFailsTheWorkflow() async throws {
    let text = """
      version 1.1
      workflow w {
        call t as a { input: i = 1 }
        output { Int o = a.o }
      }
      """
    #expect(try await run(text, failing: ["1"]).error == "a has failed")
  }

  @Test func withoutThatTheFirstFailureIsThrown() async throws {
    let running = Running { _, request in FakeTask(status: request.command == "1" ? 1 : 0, stdout: request.command) }
    let text = """
      version 1.1
      workflow w { call t as a { input: i = 1 } }
      """
    let error = await running.failure { try await running.outputs(of: text + "\n" + Self.tasks) }
    #expect(error == "call a failed: exit status 1")
    #expect(running.context.failed == ["a"])
  }
}
