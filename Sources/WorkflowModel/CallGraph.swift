/// The calls of a workflow before it runs, and which of them wait for which.
package struct CallGraph: Hashable, Sendable {
  /// One call of a task.
  package struct Call: Hashable, Sendable {
    /// As ``CallPath/name`` tells it: `align.sort`, without the name of the workflow that runs.
    package let name: String
    /// Of the task that it calls.
    package let task: String

    package init(name: String, task: String) {
      self.name = name
      self.task = task
    }
  }

  /// What surrounds calls.
  package enum Section: Hashable, Sendable {
    /// Once for each element: `sample in samples`.
    case scatter(String)
    /// Perhaps: `if`, `else if`, `else`.
    case conditional(String)
    /// A call of another workflow, by its name.
    case workflow(String)
  }

  package indirect enum Item: Hashable, Sendable {
    case call(Call)
    case section(Section, [Item])
  }

  /// One call needs what another gives. Both are told by ``Call/name``.
  package struct Edge: Hashable, Sendable {
    package let from: String
    package let to: String

    package init(from: String, to: String) {
      self.from = from
      self.to = to
    }
  }

  /// Of the workflow.
  package let name: String
  /// In the order of the document.
  package let items: [Item]
  /// In the order of the calls that wait.
  package let edges: [Edge]

  package init(name: String, items: [Item], edges: [Edge]) {
    self.name = name
    self.items = items
    self.edges = edges
  }
}
