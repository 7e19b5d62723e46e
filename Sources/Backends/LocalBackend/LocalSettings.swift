/// What runs the images that tasks name.
package enum ContainerMode: String, Hashable, Sendable, CaseIterable {
  /// Docker, Podman or Apptainer: the first of them that works here.
  case auto
  case docker
  case podman
  case apptainer
  /// Images are passed over: every task is a process of this machine.
  case none
}

/// When images are fetched from their registries.
package enum PullPolicy: String, Hashable, Sendable, CaseIterable {
  /// Once a run, so that a tag that has moved is followed.
  case always
  /// When they are not here yet.
  case missing
  /// Not at all: what is not here is an error.
  case never
}

/// What a person may set about tasks on this machine.
package struct LocalSettings: Hashable, Sendable {
  /// What `martlet.yaml` calls this machine with these settings.
  package var environmentName = "local"
  package var containers: ContainerMode = .auto
  package var pull: PullPolicy = .missing
  /// Further options of the runtime's command that runs a container, after all others.
  package var containerArguments: [String] = []
  /// Cores that tasks may use together; nil for all of the machine's.
  package var maxCPU: Double?
  /// Bytes that tasks may use together; nil for all of the machine's.
  package var maxMemory: Int64?
  /// Whether containers are held to the cores and memory that their task asks for. Needs control groups that the runtime
  /// may write to; without it the numbers only decide what runs at the same time.
  package var enforcesLimits = false
  /// Seconds between TERM and KILL when a task is stopped.
  package var grace: Int64 = 10

  package init() {}
}
