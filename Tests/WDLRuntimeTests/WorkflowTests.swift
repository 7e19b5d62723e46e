import JSONText
import TestSupport
import Testing
import WorkflowModel

@Suite struct WorkflowTests {
  private static let double = """
    task double {
      input { Int i }
      command <<<~{i * 2}>>>
      output { Int doubled = read_int(stdout()) }
    }
    """

  private func running() -> Running { Running { _, request in FakeTask(stdout: request.command) } }

  @Test func aScatterGathersInOrder() async throws {
    let text = """
      version 1.1
      workflow w {
        input { Array[Int] numbers }
        scatter (n in numbers) {
          Int next = n + 1
          call double { input: i = next }
        }
        output {
          Array[Int] all = double.doubled
          Array[Int] nexts = next
        }
      }
      \(Self.double)
      """
    let outputs = try await running().outputs(of: text, inputs: ["w.numbers": [3, 1, 2]])
    #expect(outputs == #"{"w.all":[8,4,6],"w.nexts":[4,2,3]}"#)
  }

  @Test func eachShardHasItsPath() async throws {
    let running = running()
    let text = """
      version 1.1
      workflow w {
        scatter (a in range(2)) { scatter (b in range(2)) { call double { input: i = b } } }
      }
      \(Self.double)
      """
    _ = try await running.outputs(of: text)
    #expect(
      Set(running.context.ran.map { $0.call.description })
        == ["double[0][0]", "double[0][1]", "double[1][0]", "double[1][1]"])
  }

  @Test func whatAConditionalSkipsIsNone() async throws {
    let text = """
      version 1.1
      workflow w {
        input { Boolean go }
        if (go) { call double { input: i = 1 } }
        output {
          Int? maybe = double.doubled
          Int sure = select_first([double.doubled, 0])
        }
      }
      \(Self.double)
      """
    #expect(try await running().outputs(of: text, inputs: ["w.go": true]) == #"{"w.maybe":2,"w.sure":2}"#)
    #expect(try await running().outputs(of: text, inputs: ["w.go": false]) == #"{"w.maybe":null,"w.sure":0}"#)
  }

  @Test func itemsRunInTheOrderOfTheirNamesNotOfTheText() async throws {
    let text = """
      version 1.1
      workflow w {
        call double as second { input: i = first.doubled }
        call double as first { input: i = base }
        Int base = 5
        output { Int result = second.doubled }
      }
      \(Self.double)
      """
    #expect(try await running().outputs(of: text) == #"{"w.result":20}"#)
  }

  @Test func aFailedCallEndsTheRun() async throws {
    let running = Running { _, _ in FakeTask(status: 1) }
    let text = """
      version 1.1
      workflow w {
        call double { input: i = 1 }
        call double as after_it { input: i = double.doubled }
      }
      \(Self.double)
      """
    let message = await running.failure { try await running.outputs(of: text) }
    #expect(message?.contains("call double failed: exit status 1") == true)
  }

  @Test func inputsOfCallsMayBeGivenWhereTheyAreAllowed() async throws {
    let text = """
      version 1.0
      workflow w {
        call double
        output { Int result = double.doubled }
      }
      task double {
        input { Int i }
        command <<<~{i * 2}>>>
        output { Int doubled = read_int(stdout()) }
      }
      """
    #expect(try await running().outputs(of: text, inputs: ["w.double.i": 4]) == #"{"w.result":8}"#)
    let message = await running().failure { try await running().outputs(of: text) }
    #expect(message?.contains("`w.double.i` is missing") == true)
  }
}
