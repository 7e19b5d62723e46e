import SourceText

/// `wdl-rates [--seconds N] [parse] [check] [lint] FILE|FOLDER…`: how many megabytes a second one core parses and checks.
///
/// Each step is repeated over the whole collection, which is in memory, for N seconds of CPU (3). One JSON object a step.
@main
enum WDLRates {
  static func main() async throws {
    var seconds = 3.0
    var steps: [Step] = []
    var paths: [String] = []
    var arguments = CommandLine.arguments.dropFirst()
    while let argument = arguments.popFirst() {
      if argument == "--seconds", let value = arguments.popFirst().flatMap(Double.init) {
        seconds = value
      } else if let step = Step(rawValue: argument) {
        steps.append(step)
      } else {
        paths.append(argument)
      }
    }
    let collection = try Collection(paths)
    for step in steps.isEmpty ? Step.allCases : steps where collection.count > 0 {
      let rate = try await Rate(of: step, over: collection, seconds: seconds)
      let tenths = (rate.megabytesPerSecond * 10).rounded() / 10
      print(
        "{\"step\": \"\(step.rawValue)\", \"documents\": \(collection.count), \"bytes\": \(collection.size), "
          + "\"with_errors\": \(rate.withErrors), \"mb_per_second\": \(tenths)}")
    }
  }
}
