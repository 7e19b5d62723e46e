// swift-tools-version: 6.2
import PackageDescription

/// The settings of every target: Swift 6, warnings as errors, imports that say what they expose.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
]

let nio: [Target.Dependency] = [
  .product(name: "NIOCore", package: "swift-nio"),
  .product(name: "NIOPosix", package: "swift-nio"),
  .product(name: "NIOHTTP1", package: "swift-nio"),
  .product(name: "NIOSSL", package: "swift-nio-ssl"),
]
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

/// - Parameter embedded: files that the program carries in itself.
func library(
  _ name: String, in folder: String? = nil, _ dependencies: [Target.Dependency] = [], embedded: [String] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies,
    path: "Sources/" + (folder.map { $0 + "/" } ?? "") + name,
    resources: embedded.isEmpty ? nil : embedded.map { .embedInCode($0) }, swiftSettings: strict)
}

func tests(of name: String, _ dependencies: [Target.Dependency] = [], data: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.byName(name: name)] + dependencies,
    path: "Tests/\(name)Tests", exclude: data, swiftSettings: strict)
}

let targets: [Target] = [
  // The leaves: text, JSON and the words that everyone shares.
  library("SourceText"),
  library("Concurrency"),
  library("JSONText"),
  library("WorkflowModel", ["SourceText", "JSONText"]),
  library("ForeignConfiguration", ["SourceText"]),
  library("Digest", ["CDigest"]),

  // The languages.
  library("WDLLanguage", in: "Languages/WDL", ["SourceText", "JSONText"]),
  library(
    "WDLRuntime", in: "Languages/WDL", ["SourceText", "JSONText", "Digest", "WDLLanguage", "WorkflowModel"]),

  library("SnakemakeBridge", in: "Languages/Snakemake", ["Concurrency", "JSONText", "WorkflowModel"]),

  // Editors.
  library("LanguageServer", ["SourceText", "JSONText"]),
  library("WDLEditing", in: "Languages/WDL", ["SourceText", "JSONText", "WDLLanguage", "LanguageServer"]),

  // What runs a workflow.
  library("WorkflowEngine", ["SourceText", "Concurrency", "JSONText", "Digest", "WorkflowModel", "TaskFolder"]),
  library("RunIndex", ["JSONText", "TaskFolder", "WorkflowEngine", "WorkflowModel", grdb]),
  .target(
    name: "TerraformFiles", path: "infra/terraform", exclude: ["examples"], sources: ["TerraformFiles.swift"],
    resources: [
      "batch.tf", "bucket.tf", "budget.tf", "events.tf", "images.tf", "launch-template.tf", "network.tf", "outputs.tf",
      "roles.tf", "start.sh.tftpl", "users.tf", "variables.tf", "versions.tf",
    ].map { .embedInCode($0) }, swiftSettings: strict),
  library("RunCost", ["JSONText", "WorkflowEngine", "WorkflowModel"], embedded: ["prices.json"]),
  library(
    "RunReport", ["JSONText", "Digest", "TaskFolder", "WorkflowEngine", "WorkflowModel", "RunIndex"],
    embedded: [
      "Page/page.css", "Page/model.js", "Page/elements.js", "Page/summary.js", "Page/timeline.js", "Page/resources.js",
      "Page/troubles.js", "Page/tasks.js", "Page/graph.js", "Page/filter.js", "Page/main.js",
    ]),
  .systemLibrary(name: "CZlib", path: "Sources/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
  library("ServerModel", ["JSONText", "RunReport", "WorkflowEngine", "WorkflowModel"]),
  library(
    "Server",
    [
      "ServerModel", "CZlib", "Concurrency", "JSONText", "Digest", "TaskFolder", "WorkflowEngine", "WorkflowModel",
      "RunIndex", "RunReport",
      grdb, hummingbird, .product(name: "HummingbirdCore", package: "hummingbird"),
      .product(name: "HTTPTypes", package: "swift-http-types"), .product(name: "Logging", package: "swift-log"),
      .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
    ],
    embedded: [
      "OpenAPI/openapi.json",
      "Page/Files/index.html", "Page/Files/app.css", "Page/Files/icon.svg", "Page/Files/app.js", "Page/Files/server.js",
      "Page/Files/runs.js", "Page/Files/run.js", "Page/Files/call.js", "Page/Files/log.js", "Page/Files/files.js",
      "Page/Files/values.js", "Page/Files/dialog.js",
    ]),
  library(
    "LocalBackend", in: "Backends",
    [
      "CNamespaces", "Concurrency", "JSONText", "WorkflowModel", "TaskManifest", "TaskFolder", subprocess,
      systemPackage,
    ]),
  library(
    "AWSBatchBackend", in: "Backends",
    [
      "SourceText", "Concurrency", "JSONText", "Digest", "WorkflowModel", "TaskManifest", "TaskFolder", "AWSClient",
      "AWSServices", "S3Storage",
    ]),
  library("FileStorage", in: "Storage", ["Digest", "WorkflowModel", "TaskFolder"]),
  library("S3Storage", in: "Storage", ["Concurrency", "WorkflowModel", "TaskFolder", "AWSClient", "AWSServices"]),
  library("HTTPStorage", in: "Storage", ["WorkflowModel", "TaskFolder", "AWSClient"]),

  // AWS.
  .target(name: "CDigest", path: "Sources/CDigest"),
  library("AWSClient", in: "AWS", ["JSONText", "Digest", "CDigest"] + nio),
  library("AWSServices", in: "AWS", ["JSONText", "Digest", "AWSClient"]),

  // What travels into the container.
  library("TaskManifest", ["JSONText"]),
  library("TaskFolder", ["TaskManifest"]),
  .target(name: "CAgentSystem", path: "Sources/CAgentSystem"),
  .target(name: "CNamespaces", path: "Sources/CNamespaces"),
  library(
    "TaskAgent", ["JSONText", "Digest", "TaskManifest", "TaskFolder", "AWSClient", "AWSServices", "CAgentSystem"]),
  .executableTarget(
    name: "martlet-agent", dependencies: ["TaskAgent", "CAgentSystem"], path: "Sources/martlet-agent",
    swiftSettings: strict),

  // The command line.
  library(
    "Commands",
    [
      "SourceText", "Concurrency", "JSONText", "Digest", "WorkflowModel", "ForeignConfiguration", "WDLLanguage",
      "WDLRuntime",
      "SnakemakeBridge", "WorkflowEngine", "RunIndex", "RunCost", "RunReport", "LanguageServer", "WDLEditing",
      "LocalBackend", "ServerModel", "TaskFolder", "TerraformFiles", "AWSBatchBackend", "FileStorage", "S3Storage",
      "HTTPStorage", "AWSClient",
      "AWSServices", argumentParser, subprocess, systemPackage, yams,
    ]),
  .executableTarget(
    name: "martlet", dependencies: ["Commands", "Server"], path: "Sources/martlet", swiftSettings: strict),

  // Tests.
  library("TestSupport", ["SourceText", "JSONText", "WorkflowModel", "TaskFolder"]),
  tests(of: "SourceText"),
  tests(of: "Concurrency"),
  tests(of: "JSONText"),
  tests(of: "WorkflowModel", ["JSONText"]),
  tests(of: "ForeignConfiguration", ["SourceText"]),
  .target(
    name: "WDLFuzzing", dependencies: ["SourceText", "WDLLanguage"], path: "Tests/WDLFuzzing", swiftSettings: strict),
  .executableTarget(
    name: "wdl-fuzz",
    dependencies: [
      "SourceText", "JSONText", "TaskFolder", "WDLLanguage", "WDLFuzzing", argumentParser, subprocess, systemPackage,
    ], path: "Tests/wdl-fuzz", swiftSettings: strict),
  tests(
    of: "WDLLanguage", ["SourceText", "JSONText", "TaskFolder", "TestSupport", "WDLFuzzing"],
    data: ["Parser/Diagnostics", "Checker/Golden", "Lints/Golden", "Formatter/Layouts", "Diagnostics/Golden"]),
  tests(of: "LanguageServer", ["SourceText", "JSONText"]),
  tests(of: "WDLEditing", ["SourceText", "WDLLanguage", "LanguageServer"]),
  tests(of: "WDLRuntime", ["SourceText", "JSONText", "WDLLanguage", "WorkflowModel", "TestSupport"]),
  tests(of: "SnakemakeBridge", ["JSONText", "TaskFolder", "WorkflowModel", "TestSupport"], data: ["Contract"]),
  tests(of: "WorkflowEngine", ["JSONText", "WorkflowModel", "FileStorage", "TaskFolder", "TestSupport"]),
  tests(of: "RunIndex", ["JSONText", "TaskFolder", "WorkflowEngine", "WorkflowModel", "TestSupport", grdb]),
  tests(
    of: "RunReport", ["JSONText", "TaskFolder", "WorkflowEngine", "WorkflowModel", "RunIndex", "TestSupport"]),
  tests(of: "RunCost", ["JSONText", "WorkflowEngine", "WorkflowModel"]),
  tests(
    of: "Server",
    [
      "ServerModel", "JSONText", "RunReport", "TaskFolder", "WorkflowEngine", "WorkflowModel", "TestSupport", "CZlib",
      hummingbird,
    ]),
  tests(
    of: "LocalBackend",
    ["JSONText", "WorkflowModel", "WorkflowEngine", "FileStorage", "TaskFolder", "TestSupport", "martlet"]),
  tests(
    of: "AWSBatchBackend",
    [
      "JSONText", "Digest", "WorkflowModel", "TaskManifest", "TaskFolder", "TaskAgent", "AWSClient", "AWSServices",
      "S3Storage", "TestSupport",
    ]),
  tests(of: "FileStorage", ["WorkflowModel", "TaskFolder", "TestSupport"]),
  tests(of: "HTTPStorage", ["WorkflowModel", "TaskFolder", "AWSClient", "TestSupport"]),
  tests(of: "AWSClient", ["JSONText", "Digest", "CDigest"] + nio, data: ["Vectors"]),
  tests(of: "AWSServices", ["JSONText", "Digest", "AWSClient"] + nio),
  .testTarget(
    name: "S3JudgedTests", dependencies: ["AWSClient", "AWSServices", "Digest"], path: "Tests/S3JudgedTests",
    swiftSettings: strict),
  tests(of: "TaskManifest", ["JSONText"], data: ["Examples"]),
  tests(of: "TaskFolder", ["TaskManifest", "TestSupport"]),
  tests(of: "TaskAgent", ["JSONText", "Digest", "TaskManifest", "TaskFolder", "AWSClient", "AWSServices"]),
  tests(
    of: "Commands",
    [
      "SourceText", "JSONText", "WorkflowModel", "ForeignConfiguration", "WorkflowEngine", "RunIndex", "RunCost",
      "TaskFolder", "TerraformFiles",
      "AWSBatchBackend",
      "HTTPStorage",
      "AWSClient", "AWSServices", "TestSupport", "martlet", argumentParser,
    ],
    data: ["Cases", "Runs"]),
]

/// For work on one part: name targets here and the rest is left out of the build.
let onlyTargets: Set<String> = []

let package = Package(
  name: "martlet",
  products: onlyTargets.isEmpty
    ? [
      .executable(name: "martlet", targets: ["martlet"]),
      .executable(name: "martlet-agent", targets: ["martlet-agent"]),
    ]
    : [],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: onlyTargets.isEmpty ? targets : targets.filter { onlyTargets.contains($0.name) }
)
