import SourceText
import Testing
import WDLLanguage

struct CheckerTests {
  @Test func declarationsStandAfterThoseThatTheyUse() async throws {
    let checked = try await Checking(
      """
      version 1.1
      task t {
        input { Int a = b }
        Int c = d + a
        Int b = 1
        Int d = b
        command <<< >>>
        output {
          Int y = x
          Int x = c
        }
      }
      """)
    let task = try #require(checked.typed?.task("t"))
    #expect(task.inputs.map(\.variable.name) == ["a"])
    #expect(task.declarations.map(\.variable.name) == ["b", "a", "d", "c"])
    #expect(task.outputs.map(\.variable.name) == ["x", "y"])
    #expect(task.variableCount == 6)
  }

  @Test func aScatterGivesArraysToTheScopeAroundIt() async throws {
    let checked = try await Checking(
      """
      version 1.1
      task t {
        input { Int n }
        command <<< >>>
        output { Int m = n }
      }
      workflow w {
        scatter (i in range(3)) {
          Int twice = i * 2
          if (twice > 2) { call t { input: n = twice } }
        }
        output {
          Array[Int] all = twice
          Array[Int?] some = t.m
        }
      }
      """)
    let workflow = try #require(checked.typed?.workflow)
    guard case .scatter(let scatter) = try #require(workflow.body.items.first) else {
      Issue.record("the first item is no scatter")
      return
    }
    #expect(scatter.variable.type == .int)
    #expect(scatter.exports.map(\.outer.name) == ["twice", "t"])
    #expect(scatter.exports.first?.outer.type == .array(.int, nonEmpty: false))
    guard case .call(let call) = try #require(scatter.exports.last).outer.type else {
      Issue.record("the call is not one outside")
      return
    }
    #expect(call.output("m")?.type == .array(.optional(.int), nonEmpty: false))
    #expect(checked.diagnostics.isEmpty)
  }

  @Test func aNameThatEveryClauseDeclaresIsNotOptional() async throws {
    let checked = try await Checking(
      """
      version 1.3
      workflow w {
        input { Boolean b }
        if (b) {
          Int always = 1
          Int sometimes = 1
        } else if (!b) {
          Float always = 2.0
        } else {
          Int always = 3
          String? maybe = None
        }
        output {
          Float x = always
          Int? y = sometimes
          String? z = maybe
        }
      }
      """)
    let workflow = try #require(checked.typed?.workflow)
    guard case .conditional(let conditional) = try #require(workflow.body.items.first) else {
      Issue.record("the first item is no conditional")
      return
    }
    let types = Dictionary(uniqueKeysWithValues: conditional.exported.map { ($0.name, $0.type) })
    #expect(types == ["always": .float, "sometimes": .optional(.int), "maybe": .optional(.string)])
    // The Int of the first clause is made a Float before it leaves.
    #expect(conditional.clauses[0].exports.first?.inner.type == .float)
  }

  @Test func dependenciesNameTheVariablesThatAreUsed() async throws {
    let checked = try await Checking(
      """
      version 1.1
      task t {
        input { Int n }
        command <<< >>>
        output { Int m = n }
      }
      workflow w {
        input { Int a }
        call t { input: n = a + b }
        Int b = a
        call t as u after t { input: n = 1 }
        output { Int out = u.m }
      }
      """)
    let workflow = try #require(checked.typed?.workflow)
    let names = Names(workflow)
    #expect(names.uses["t"] == ["a", "b"])
    #expect(names.uses["u"] == ["t"])
    #expect(workflow.outputs.first?.dependencies.map { names.byID[$0] } == ["u"])
  }

  @Test func withoutAnOutputSectionAllCallsAreOutputsUpTo1_0() async throws {
    let text = """
      task t {
        command { }
        output { Int a = 1 }
      }
      workflow w {
        scatter (i in range(2)) { call t }
      }
      """
    let old = try await Checking("version 1.0\n" + text)
    #expect(old.typed?.workflow?.outputs.map(\.variable.name) == ["t.a"])
    #expect(old.typed?.workflow?.outputs.first?.variable.type == .array(.int, nonEmpty: false))
    let new = try await Checking("version 1.1\n" + text)
    #expect(new.typed?.workflow?.outputs.isEmpty == true)
  }

  @Test func draft2DeclarationsAreInputs() async throws {
    let checked = try await Checking(
      """
      task t {
        String s
        Int n = 3
        command { echo ${s} }
        output { String o = "x" }
      }
      workflow w {
        String given
        Int count = 2
        call t { input: s = given }
        String later = t.o
        output { t.* }
      }
      """)
    let document = try #require(checked.typed)
    #expect(document.task("t")?.inputs.map(\.variable.name) == ["s", "n"])
    #expect(document.workflow?.inputs.map(\.variable.name) == ["given", "count"])
    #expect(document.workflow?.outputs.map(\.variable.name) == ["t.o"])
  }

  @Test func nestedInputsFollowTheVersion() async throws {
    func allows(_ version: String, _ sections: String) async throws -> Bool? {
      try await Checking("version \(version)\nworkflow w { \(sections) }").typed?.workflow?.allowsNestedInputs
    }
    #expect(try await allows("1.0", "") == true)
    #expect(try await allows("1.1", "") == true)
    #expect(try await allows("1.1", "meta { allowNestedInputs: false }") == false)
    #expect(try await allows("1.2", "") == false)
    #expect(try await allows("1.2", "hints { allow_nested_inputs: true }") == true)
  }

  @Test func anInputWithADefaultTakesNone() async throws {
    let checked = try await Checking(
      """
      version 1.2
      task t {
        input { Int n = 5 }
        command <<< >>>
      }
      workflow w {
        input { Int? maybe }
        call t { n = maybe }
      }
      """)
    #expect(checked.diagnostics.isEmpty)
  }

  @Test func anOutputMayHaveTheNameOfAnInputAndMeanIt() async throws {
    let checked = try await Checking(
      """
      version 1.0
      task t {
        input { File x }
        command { }
        output { File x = x }
      }
      """)
    #expect(checked.ids == ["wdl.duplicate-name"])
    let task = try #require(checked.typed?.task("t"))
    #expect(task.outputs.first?.dependencies == Set(task.inputs.map(\.variable.id)))
  }

  @Test func choicesOfEnumerationsAreLiterals() async throws {
    let checked = try await Checking(
      """
      version 1.3
      enum Level { Low = 1, High = 2.5 }
      workflow w {
        Level level = Level.High
        output { Float number = value(level) }
      }
      """)
    guard case .enumeration(let type)? = checked.typed?.types.first?.type else {
      Issue.record("there is no enumeration")
      return
    }
    #expect(type.valueType == .float)
    #expect(type.choices.map(\.value) == [.float(1), .float(2.5)])
  }

  @Test func aLongChainOfDeclarationsIsNoTrouble() async throws {
    let lines = (1...20_000).map { "Int v\($0) = v\($0 - 1) + 1" }.joined(separator: "\n")
    let checked = try await Checking("version 1.1\nworkflow w {\ninput { Int v0 }\n\(lines)\n}")
    #expect(checked.diagnostics.isEmpty)
    #expect(checked.typed?.workflow?.body.items.count == 20_000)
  }

  @Test func structsThatHoldEachOtherManyTimesAreRefused() async throws {
    let structs = (1...40).map { "struct S\($0) { S\($0 - 1) a\n S\($0 - 1) b }" }.joined(separator: "\n")
    let checked = try await Checking("version 1.1\nstruct S0 { Int x }\n\(structs)")
    #expect(checked.ids.contains("wdl.struct-too-large"))
  }
}

/// The names of what a workflow's dependencies are.
private struct Names {
  var byID: [Int: String] = [:]
  var uses: [String: Set<String>] = [:]

  init(_ workflow: TypedWorkflow) {
    var dependencies: [(String, Set<Int>)] = []
    for input in workflow.inputs { byID[input.variable.id] = input.variable.name }
    for item in workflow.body.items {
      switch item {
      case .declaration(let declaration):
        byID[declaration.variable.id] = declaration.variable.name
        dependencies.append((declaration.variable.name, declaration.dependencies))
      case .call(let call):
        byID[call.variable.id] = call.name
        dependencies.append((call.name, call.dependencies))
      default: break
      }
    }
    for (name, ids) in dependencies { uses[name] = Set(ids.compactMap { byID[$0] }) }
  }
}
