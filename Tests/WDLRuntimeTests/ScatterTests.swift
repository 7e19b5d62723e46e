import Synchronization
import TestSupport
import Testing
import WorkflowModel

@Suite struct ScatterTests {
  private static let task = """
    task t {
      input { Int i }
      command <<<~{i}>>>
      output { Int o = read_int(stdout()) }
    }
    """

  @Test func aWideScatterKeepsItsOrder() async throws {
    let text = """
      version 1.1
      workflow w {
        scatter (n in range(5000)) { Int m = n + 1 }
        output {
          Int count = length(m)
          Int last = m[4999]
        }
      }
      """
    #expect(try await Running().outputs(of: text) == #"{"w.count":5000,"w.last":5000}"#)
  }

  @Test func elementsThatWaitForAnotherScatterDoNotStopIt() async throws {
    let text = """
      version 1.1
      workflow w {
        scatter (n in range(4000)) { Int sum = n + length(t.o) }
        scatter (n in range(3000)) { call t { input: i = n } }
        output { Int first = sum[0] }
      }
      """
    let outputs = try await Running { _, request in FakeTask(stdout: request.command) }.outputs(
      of: text + "\n" + Self.task)
    #expect(outputs == #"{"w.first":3000}"#)
  }

  @Test func scattersInScattersShareOneWindow() async throws {
    let counts = Mutex((now: 0, most: 0))
    let running = Running { _, request in
      counts.withLock { counts in
        counts.now += 1
        counts.most = max(counts.most, counts.now)
      }
      await Task.yield()
      counts.withLock { $0.now -= 1 }
      return FakeTask(stdout: request.command)
    }
    let text = """
      version 1.1
      workflow w {
        scatter (a in range(100)) { scatter (b in range(100)) { call t { input: i = b } } }
        output { Int count = length(flatten(t.o)) }
      }
      """
    #expect(try await running.outputs(of: text + "\n" + Self.task) == #"{"w.count":10000}"#)
    #expect(counts.withLock { $0.most } < 3_000)
  }
}
