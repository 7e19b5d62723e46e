import Testing
import WDLLanguage

struct StandardLibraryTests {
  @Test(
    arguments: [
      ("min", WDLVersion.v1_1), ("keys", .v1_1), ("sep", .v1_1), ("unzip", .v1_1), ("find", .v1_2),
      ("join_paths", .v1_2),
      ("contains", .v1_2), ("values", .v1_2), ("chunk", .v1_2), ("value", .v1_3), ("split", .v1_3),
    ] as [(String, WDLVersion)])
  func aFunctionIsThereFromItsVersionOn(_ name: String, _ since: WDLVersion) {
    for version in WDLVersion.allCases {
      #expect((StandardLibrary.functions(of: version)[name] != nil) == (version >= since))
    }
  }

  @Test func anOverloadIsThereFromItsVersionOn() {
    #expect(StandardLibrary.functions(of: .v1_1)["length"]?.overloads.count == 1)
    #expect(StandardLibrary.functions(of: .v1_2)["length"]?.overloads.count == 4)
  }

  @Test func noNameIsTakenTwice() {
    #expect(Set(StandardLibrary.all.map(\.name)).count == StandardLibrary.all.count)
  }

  @Test func theCommandsStreamsAreForOutputsOnly() {
    #expect(StandardLibrary.all.filter(\.onlyInOutputs).map(\.name) == ["stdout", "stderr"])
  }
}
