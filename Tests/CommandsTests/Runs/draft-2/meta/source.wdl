task described {
  String word
  command { echo ${word} }
  output { String text = read_string(stdout()) }
  meta {
    author: "nobody"
    email: "nobody@example.org"
  }
  parameter_meta {
    word: "what to say"
  }
}

workflow metas {
  call described { input: word = "hi" }
  meta { description: "a workflow" }
}
