import WDLLanguage

/// What the attributes of `runtime`, `requirements` and `hints` mean.
///
/// Source: specification 1.2, Requirements Section and Hints Section; 1.1, Runtime Section.
struct AttributeDocumentation {
  enum Section: String { case runtime, requirements, hints }

  let name: String
  /// As the language writes it.
  let type: String
  let summary: String
  /// Of the specification.
  let anchor: String
  let sections: Set<Section>

  static func find(_ name: String, in section: Section) -> AttributeDocumentation? {
    all.first { $0.name == name && $0.sections.contains(section) }
  }

  /// Those that a document of the version should have in the section.
  static func all(in section: Section, version: WDLVersion) -> [AttributeDocumentation] {
    all.filter { $0.sections.contains(section) && $0.isFit(for: version) }
  }

  private func isFit(for version: WDLVersion) -> Bool {
    switch name {
    case "docker": version < .v1_1
    case "container": version >= .v1_1
    case "maxRetries", "returnCodes": version < .v1_2
    default: true
    }
  }

  private static let all: [AttributeDocumentation] = [
    required("container", "String, Array[String]", "The image to run the command in, or several of which any will do."),
    AttributeDocumentation(
      name: "docker", type: "String, Array[String]", summary: "The image to run the command in: now `container`.",
      anchor: "container", sections: [.runtime]),
    required("cpu", "Int, Float", "How many processors the command needs at least."),
    required("memory", "Int, String", "How much memory the command needs at least: bytes, or text as `4 GiB`."),
    required(
      "gpu", "Boolean", "Whether the command needs a graphics processor.", "hardware-accelerators-gpu-and--fpga"),
    AttributeDocumentation(
      name: "fpga", type: "Boolean", summary: "Whether the command needs an FPGA.",
      anchor: "hardware-accelerators-gpu-and--fpga", sections: [.requirements]),
    required(
      "disks", "Int, String, Array[String]", "How much room the command needs: GiB, or text as `/mnt/tmp 100 GiB`."),
    AttributeDocumentation(
      name: "max_retries", type: "Int", summary: "How often the command is tried again after it failed.",
      anchor: "max_retries", sections: [.requirements]),
    AttributeDocumentation(
      name: "maxRetries", type: "Int", summary: "How often the command is tried again after it failed.",
      anchor: "max_retries", sections: [.runtime]),
    AttributeDocumentation(
      name: "return_codes", type: "Int, Array[Int], \"*\"", summary: "The exit statuses that mean success.",
      anchor: "return_codes", sections: [.requirements]),
    AttributeDocumentation(
      name: "returnCodes", type: "Int, Array[Int], \"*\"", summary: "The exit statuses that mean success.",
      anchor: "return_codes", sections: [.runtime]),
    hint("max_cpu", "Int, Float", "How many processors the command can make use of."),
    hint("max_memory", "Int, String", "How much memory the command can make use of."),
    hint("short_task", "Boolean", "Whether the command takes little time and may be given a machine that can be lost."),
    hint("localization_optional", "Boolean", "Whether the command can read files where they lie, without a copy."),
    hint("inputs", "input { … }", "Hints for single inputs."),
    hint("outputs", "output { … }", "Hints for single outputs."),
    AttributeDocumentation(
      name: "allow_nested_inputs", type: "Boolean",
      summary: "Of workflows: whether inputs of calls may be given by whoever runs the workflow.",
      anchor: "allow_nested_inputs", sections: [.hints]),
  ]

  private static func required(
    _ name: String, _ type: String, _ summary: String, _ anchor: String? = nil
  ) -> AttributeDocumentation {
    AttributeDocumentation(
      name: name, type: type, summary: summary, anchor: anchor ?? name, sections: [.runtime, .requirements])
  }

  private static func hint(_ name: String, _ type: String, _ summary: String) -> AttributeDocumentation {
    AttributeDocumentation(name: name, type: type, summary: summary, anchor: name, sections: [.hints])
  }
}
