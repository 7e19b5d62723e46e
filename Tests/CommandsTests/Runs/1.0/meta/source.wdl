version 1.0

task t {
  input { Array[String] words }
  command <<< echo ~{sep=" " words} >>>
  output { String text = read_string(stdout()) }
  meta {
    author: "nobody"
    tags: ["a", "b"]
    nested: { x: 1, y: null, z: [true, 1.5] }
  }
  parameter_meta {
    words: { description: "what to say", category: "common" }
  }
}

workflow w {
  meta { allowNestedInputs: true }
  call t { input: words = ["a", "b"] }
}
