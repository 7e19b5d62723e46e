task say {
  String word
  command { echo ${word} }
  output { String text = read_string(stdout()) }
}

workflow alias {
  call say as first { input: word = "one" }
  call say as second { input: word = first.text + "-two" }
  output { String text = second.text }
}
