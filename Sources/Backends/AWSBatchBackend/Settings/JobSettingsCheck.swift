import AWSServices

/// What cannot be together in the settings of a job: the setting, and what is wrong with it.
enum JobSettingsCheck {
  static func problems(_ settings: JobSettings) -> [(setting: String, message: String)] {
    roles(settings) + container(settings) + (settings.platform == .fargate ? fargate(settings) : [])
  }

  private static func roles(_ settings: JobSettings) -> [(String, String)] {
    var problems: [(String, String)] = []
    if settings.executionRole == nil {
      let needs: [(Bool, String)] = [
        (settings.platform == .fargate, "on Fargate: the role that may pull the image and write the log"),
        (!settings.secrets.isEmpty, "for `secrets`: the role that may read them"),
        (!settings.registryCredentials.isEmpty, "for `repositoryCredentials`: the role that may read them"),
      ]
      if let (_, why) = needs.first(where: \.0) { problems.append(("executionRole", "is needed \(why)")) }
    }
    let usesIAM = settings.volumes.values.contains {
      if case .efs(let system) = $0.source { system.authorizationConfig?.iam == "ENABLED" } else { false }
    }
    if usesIAM, settings.jobRole == nil { problems.append(("jobRole", "is needed for an EFS volume with `iam`")) }
    return problems
  }

  private static func container(_ settings: JobSettings) -> [(String, String)] {
    var problems: [(String, String)] = []
    if settings.container.swappiness != nil, settings.container.maxSwap == nil {
      problems.append(("swappiness", "has no effect without `maxSwap` (`--memory-swap`)"))
    }
    if let name = settings.secrets.keys.filter({ settings.container.environment[$0] != nil }).min() {
      problems.append(("secrets", "has `\(name)`, which `environment` has, too"))
    }
    if settings.evaluateOnExit != nil, settings.retryAttempts == nil {
      problems.append(("evaluateOnExit", "needs `retryAttempts`, the number of attempts"))
    }
    for path in settings.container.tmpfs.keys.sorted() where settings.volumes[path] != nil {
      problems.append(("tmpfs", "has `\(path)`, where a volume is, too"))
    }
    return problems
  }

  /// Source: `ContainerProperties` and `LinuxParameters` in the API reference of AWS Batch.
  private static func fargate(_ settings: JobSettings) -> [(String, String)] {
    let container = settings.container
    let used: [(Bool, String)] = [
      (container.isPrivileged == true, "privileged"), (container.sharedMemorySize != nil, "sharedMemorySize"),
      (container.maxSwap != nil, "maxSwap"), (container.swappiness != nil, "swappiness"),
      (!container.tmpfs.isEmpty, "tmpfs"), (!container.ulimits.isEmpty, "ulimits"),
      (!container.devices.isEmpty, "devices"),
    ]
    var problems = used.filter(\.0).map { ($0.1, "is not to be had on Fargate") }
    if settings.objects.inputCache != nil {
      problems.append(("inputCache", "is a folder of hosts; on Fargate there are none"))
    }
    if let volume = settings.volumes.values.filter(\.isOfHost).map(\.path).min() {
      problems.append(("volumes", "has the host's folder at `\(volume)`; on Fargate there is no host: use EFS"))
    }
    return problems
  }
}

extension JobSettings {
  /// Leaves out what only machines have: the settings are those of an environment whose tasks run on machines.
  mutating func keepWhatFargateHas() {
    var kept = ContainerSettings()
    kept.environment = container.environment
    kept.user = container.user
    kept.isReadOnly = container.isReadOnly
    kept.hasInit = container.hasInit
    container = kept
    volumes = volumes.filter { !$0.value.isOfHost }
    objects.inputCache = nil
  }
}
