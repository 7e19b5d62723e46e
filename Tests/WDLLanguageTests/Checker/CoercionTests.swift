import Testing
import WDLLanguage

struct CoercionTests {
  private static let structure = StructType(
    name: "S", members: [.init(name: "a", type: .int), .init(name: "b", type: .optional(.string))])

  @Test(arguments: WDLVersion.allCases)
  func everyTypeIsItself(version: WDLVersion) {
    let types: [WDLType] = [
      .boolean, .int, .float, .string, .file, .directory, .object, .array(.int, nonEmpty: true),
      .map(.string, .file), .pair(.int, .float), .structure(Self.structure), .optional(.int), .none, .any,
    ]
    for type in types { #expect(Coercion.from(type, to: type, version: version) == .same) }
  }

  @Test(arguments: [
    (WDLType.int, WDLType.float), (.string, .file), (.string, .directory), (.int, .optional(.int)),
    (.int, .optional(.float)), (.array(.int, nonEmpty: true), .array(.float, nonEmpty: false)),
    (.array(.int, nonEmpty: false), .array(.int, nonEmpty: true)), (.none, .optional(.file)),
    (.map(.string, .int), .object), (.object, .map(.string, .int)), (.structure(structure), .object),
    (.object, .structure(structure)), (.any, .int), (.pair(.int, .string), .pair(.float, .file)),
    (.array(.any, nonEmpty: false), .array(.file, nonEmpty: false)),
  ])
  func whatTheSpecificationAllowsIsAllowed(source: WDLType, target: WDLType) {
    #expect(Coercion.from(source, to: target, version: .v1_3) == .allowed)
  }

  @Test(arguments: [
    (WDLType.optional(.int), WDLType.int), (.string, .int), (.string, .float), (.float, .int), (.file, .string),
    (.int, .string), (.array(.string, nonEmpty: false), .array(.int, nonEmpty: false)),
    (.map(.string, .int), .array(.pair(.string, .int), nonEmpty: false)),
    (.array(.pair(.string, .int), nonEmpty: false), .map(.string, .int)),
    (.optional(.array(.int, nonEmpty: false)), .array(.float, nonEmpty: false)),
  ])
  func whatOnlyEnginesAcceptIsPermissive(source: WDLType, target: WDLType) {
    let verdict = Coercion.from(source, to: target, version: .v1_3)
    guard case .permissive = verdict else {
      Issue.record("\(source) to \(target) is \(verdict)")
      return
    }
  }

  @Test(arguments: [
    (WDLType.boolean, WDLType.int), (.int, .file), (.none, .int), (.array(.int, nonEmpty: false), .int),
    (.int, .array(.int, nonEmpty: false)), (.pair(.int, .int), .map(.int, .int)), (.int, .boolean),
    (.structure(structure), .map(.string, .boolean)), (.map(.string, .boolean), .structure(structure)),
    (.optional(.boolean), .int),
  ])
  func whatMakesNoSenseIsRefused(source: WDLType, target: WDLType) {
    #expect(Coercion.from(source, to: target, version: .v1_0) == .refused)
  }

  @Test func aPathIsTextUpToVersion1_1() {
    #expect(Coercion.from(.file, to: .string, version: .v1_0) == .allowed)
    #expect(Coercion.from(.file, to: .string, version: .v1_1) == .allowed)
    #expect(Coercion.from(.file, to: .string, version: .v1_2) != .allowed)
  }

  @Test func structsFitWhenTheirMembersDo() {
    let other = StructType(
      name: "T", members: [.init(name: "b", type: .optional(.string)), .init(name: "a", type: .float)])
    let larger = StructType(name: "U", members: other.members + [.init(name: "c", type: .int)])
    #expect(Coercion.from(.structure(Self.structure), to: .structure(other), version: .v1_2) == .allowed)
    #expect(Coercion.from(.structure(Self.structure), to: .structure(larger), version: .v1_2) == .refused)
    #expect(Coercion.from(.structure(larger), to: .structure(other), version: .v1_2) == .refused)
  }

  @Test(arguments: [
    (WDLType.int, WDLType.float, WDLType.float), (.none, .int, .optional(.int)),
    (.optional(.int), .float, .optional(.float)), (.string, .file, .string), (.file, .string, .string),
    (.array(.any, nonEmpty: false), .array(.int, nonEmpty: true), .array(.int, nonEmpty: false)),
    (.pair(.int, .none), .pair(.float, .file), .pair(.float, .optional(.file))), (.any, .int, .int),
  ])
  func valuesOfTwoTypesHaveACommonOne(left: WDLType, right: WDLType, common: WDLType) {
    #expect(CommonType.of(left, right, version: .v1_2) == common)
  }

  @Test func anIntAndAnArrayHaveNoCommonType() {
    #expect(CommonType.of(.int, .array(.int, nonEmpty: false), version: .v1_2) == nil)
  }
}
