/// Documents that several tests use.
enum Texts {
  static let tools = """
    version 1.1

    struct Sample {
      String name
      File? reads
    }

    # Counts lines.
    task count {
      input {
        File file
        Int threads = 2
      }
      parameter_meta {
        file: { help: "what to count" }
      }
      command <<< wc -l ~{file} >>>
      output {
        Int lines = read_int(stdout())
      }
    }

    workflow twice {
      input { File file }
      call count
      call count as again { input: file = file }
      output { Int sum = count.lines + again.lines }
    }
    """

  /// A workflow of 1.1 that imports the tools.
  static func main(_ body: String) -> String {
    "version 1.1\n\nimport \"tools.wdl\"\n\nworkflow main {\n\(body)\n}\n"
  }

  static let others = ["tools.wdl": tools]
}
