// swift-tools-version: 6.2
import PackageDescription

/// Measures parts of martlet without the rest. The folders under `Sources` are martlet's own, linked, so that what is
/// measured is what ships, and building does not wait for the rest.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
]

let package = Package(
  name: "probes",
  targets: [
    .target(name: "SourceText", swiftSettings: strict),
    .target(name: "JSONText", swiftSettings: strict),
    .target(name: "Concurrency", swiftSettings: strict),
    .target(name: "CDigest"),
    .target(name: "Digest", dependencies: ["CDigest"], swiftSettings: strict),
    .target(name: "WorkflowModel", dependencies: ["SourceText", "JSONText"], swiftSettings: strict),
    .target(name: "TaskManifest", dependencies: ["JSONText"], swiftSettings: strict),
    .target(name: "TaskFolder", dependencies: ["TaskManifest"], swiftSettings: strict),
    .target(name: "WDLLanguage", dependencies: ["SourceText", "JSONText"], swiftSettings: strict),
    .target(
      name: "WDLRuntime", dependencies: ["SourceText", "JSONText", "Digest", "WDLLanguage", "WorkflowModel"],
      swiftSettings: strict),
    .target(
      name: "WorkflowEngine",
      dependencies: ["SourceText", "Concurrency", "JSONText", "Digest", "WorkflowModel", "TaskFolder"],
      swiftSettings: strict),
    .target(name: "FileStorage", dependencies: ["WorkflowModel", "TaskFolder"], swiftSettings: strict),
    .executableTarget(name: "wdl-rates", dependencies: ["SourceText", "WDLLanguage"], swiftSettings: strict),
    .executableTarget(
      name: "in-flight", dependencies: ["JSONText", "WorkflowModel", "WDLRuntime", "WorkflowEngine", "FileStorage"],
      swiftSettings: strict),
  ]
)
