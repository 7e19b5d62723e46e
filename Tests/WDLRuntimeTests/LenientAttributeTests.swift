import TestSupport
import Testing
import WorkflowModel

@Suite struct LenientAttributeTests {
  @Test func numbersMayBeWrittenAsText() async throws {
    let running = Running()
    let task =
      "version 1.0\ntask t { command <<<>>> runtime { maxRetries: \"2\" returnCodes: \"0\" disks: \"local-disk\" gpu: \"false\" } }"
    _ = try await running.outputs(of: task)
    #expect(running.context.ran.first?.request.retries.failures == 2)
  }

  @Test func keysOfMapsInOutputsAreText() async throws {
    let text = "version 1.1\nworkflow w { output { Map[Int, String] m = {1: \"a\"} } }"
    #expect(try await Running().outputs(of: text) == #"{"w.m":{"1":"a"}}"#)
  }
}
