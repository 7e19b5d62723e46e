import WDLLanguage
import WorkflowModel

/// What the workflows and tasks of one run share: the door to the world, and the patterns that were read already.
struct WDLRun: Sendable {
  let context: any RunContext
  let expressions = RegularExpressions()
  let elements: ElementWindow

  init(_ context: any RunContext) {
    self.context = context
    elements = ElementWindow(callWindow: context.callWindow)
  }
}
