extension JobSettings {
  /// The settings of these that are a job definition's matter: what no submission can change.
  var fixedByDefinition: [String] {
    let given: [(String, Bool)] = [
      ("platform", platform != nil), ("architecture", architecture != nil), ("jobRole", jobRole != nil),
      ("executionRole", executionRole != nil), ("logGroup", logGroup != nil),
      ("logStreamPrefix", logStreamPrefix != nil), ("logRegion", logRegion != nil), ("volumes", !volumes.isEmpty),
      ("secrets", !secrets.isEmpty), ("repositoryCredentials", !registryCredentials.isEmpty),
      ("enableExecuteCommand", enableExecuteCommand != nil), ("ephemeralStorage", ephemeralStorage != nil),
      ("assignPublicIP", assignPublicIP != nil), ("platformVersion", platformVersion != nil),
      ("privileged", container.isPrivileged != nil), ("user", container.user != nil),
      ("readOnly", container.isReadOnly != nil), ("init", container.hasInit != nil),
      ("sharedMemorySize", container.sharedMemorySize != nil), ("maxSwap", container.maxSwap != nil),
      ("swappiness", container.swappiness != nil), ("tmpfs", !container.tmpfs.isEmpty),
      ("ulimits", !container.ulimits.isEmpty), ("devices", !container.devices.isEmpty),
    ]
    return given.filter(\.1).map(\.0)
  }
}
