import Synchronization

/// Collects what concurrent parts of a test say.
package final class Gathered<Element: Sendable>: Sendable {
  private let list = Mutex<[Element]>([])

  package init() {}

  package var all: [Element] { list.withLock { $0 } }

  package func add(_ element: Element) { list.withLock { $0.append(element) } }
}
