import ArgumentParser
import JSONText
import SnakemakeBridge

/// What the plug-in for Snakemake starts. Not for people: docs/snakemake-broker.md has the contract.
struct SnakemakeBrokerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snakemake-broker", abstract: "Runs the jobs that Snakemake's plug-in hands over.",
    discussion: "Started by the plug-in: JSON objects come in and go out, one a line.", shouldDisplay: false)

  @Flag(help: "Speak over standard input and output, which is the only way there is.")
  var stdio = false

  func validate() throws {
    if !stdio { throw ValidationError("this verb is for Snakemake's plug-in: snakemake --executor martlet") }
  }

  func run() async throws {
    let output = StandardOutput()
    let session = BrokerSession { reply in
      output.write(Array((JSONWriter.compact(reply.json) + "\n").utf8))
    }
    let status = await session.run(InputLines.read(StandardInput.bytes()))
    output.finish()
    if status != .success { throw status }
  }
}
