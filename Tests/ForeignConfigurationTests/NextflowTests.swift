import SourceText
import Testing

@testable import ForeignConfiguration

@Suite struct NextflowTests {
  private func document(_ text: String) throws -> NextflowDocument { try NextflowDocument(Array(text.utf8)) }

  @Test(arguments: [
    ("process.queue = 'q'\nprocess { cpus = 2; memory = 8.GB }", #"{process:{queue:"q",cpus:2,memory:"8 GB"}}"#),
    (
      "aws { region = \"eu\"\n batch { volumes = ['/a', '/b:/c'] } } // end",
      #"{aws:{region:"eu",batch:{volumes:["/a","/b:/c"]}}}"#
    ),
    (
      "a = [cpus: 96, memory: 1952.GB, 'time': 240.h]\nb = [:]\nc = []",
      #"{a:{cpus:96,memory:"1952 GB",time:"240 h"},b:[],c:[]}"#
    ),
    ("a = '''x\n'y' ''' /* z */\nb = \"\"\"q\"\"\"", "{a:\"x\n'y' \",b:\"q\"}"),
    ("a = true\nb = null\nc = -1.5\nd = 1_000", "{a:true,b:null,c:-1.5,d:1000}"),
    (
      "process { withName: 'A|B' { cpus = 1 }\n withLabel:big { cpus = 2 } }",
      "{process:{withName:A|B:{cpus:1},withLabel:big:{cpus:2}}}"
    ),
    ("#!/usr/bin/env nextflow\nplugins { id 'nf-schema@2.1' }\na = 1", "{plugins:{},a:1}"),
    (
      "params.q = 'x'\nparams { r = 'y' }\na = params.q\nb = \"s3://${params.r}/$params.q\"",
      #"{params:{q:"x",r:"y"},a:"x",b:"s3://y/x"}"#
    ),
  ]) func whatIsPlainIsRead(_ text: String, _ expected: String) throws {
    #expect(try shown(document(text).root) == expected)
  }

  @Test(arguments: [
    ("a = { 8.GB * task.attempt }\nb = 1", "closure"),
    ("a = params.x ?: 'y'\nb = 1", "expression"),
    ("a = 8.GB * 2\nb = 1", "expression"),
    ("a = System.getenv('X')\nb = 1", "expression"),
    ("a = check_max( 1, [x: 'cpus',\n y: 2] )\nb = 1", "expression"),
    ("a = \"${projectDir}/x\"\nb = 1", "$…"),
    ("a = params.queue\nb = 1", "params.queue"),
  ]) func whatIsNotPlainIsNotGuessed(_ text: String, _ reason: String) throws {
    let root = try document(text).root
    #expect(root["a"]?.unknown?.contains(reason) == true)
    #expect(root["b"]?.spelled == "1")
  }

  @Test func statementsOfGroovyAreListed() throws {
    let text = """
      includeConfig 'conf/base.config'
      def check_max(obj, type) {
        if (type == 'memory') { return "it's" }
      }
      try { includeConfig "x" } catch (Exception e) { System.err.println("}") }
      process.cpus = 1
      """
    let document = try document(text)
    #expect(document.skipped.count == 3)
    #expect(shown(document.root) == "{process:{cpus:1}}")
  }

  @Test(arguments: ["a {", "a = 'x", "a = \"\"\"x", "a = [1, 2", "}", "a = ", "a = {"]) func mistakesHaveAPlace(
    _ text: String
  ) {
    #expect(throws: ForeignTextError.self) { try document(text) }
  }

  @Test func hostileTextsEnd() {
    let long = 100_000
    let texts = [
      String(repeating: "a { ", count: long), "x = " + String(repeating: "[", count: long),
      "x = " + String(repeating: "{", count: long), String(repeating: "x", count: 5 << 20),
    ]
    for text in texts { #expect(throws: ForeignTextError.self) { try document(text) } }
    _ = try? document(String(repeating: "a.", count: long) + "a = 1")
    let whole = Array("process { withName: 'A' { cpus = [a: 1, b: \"$x\"] } } /* y */ params.z = '''q'''".utf8)
    for length in whole.indices { _ = try? NextflowDocument(Array(whole.prefix(length))) }
    for byte in UInt8.min...UInt8.max { _ = try? NextflowDocument([byte, 0x3D, byte, 0x7B, byte]) }
  }
}
