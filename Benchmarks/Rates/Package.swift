// swift-tools-version: 6.2
import PackageDescription

/// Measures parsing and checking without the rest of martlet. The folders under `Sources` are martlet's own, linked, so
/// that what is measured is what ships and the few seconds of building do not wait for the rest.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
]

let package = Package(
  name: "rates",
  targets: [
    .target(name: "SourceText", swiftSettings: strict),
    .target(name: "JSONText", swiftSettings: strict),
    .target(name: "WDLLanguage", dependencies: ["SourceText", "JSONText"], swiftSettings: strict),
    .executableTarget(name: "wdl-rates", dependencies: ["SourceText", "WDLLanguage"], swiftSettings: strict),
  ]
)
