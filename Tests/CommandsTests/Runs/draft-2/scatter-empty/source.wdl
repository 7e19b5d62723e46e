task echo {
  String word
  command { echo ${word} }
  output { String out = read_string(stdout()) }
}

task count {
  Array[String] words
  command { echo ${length(words)} }
  output { Int n = read_int(stdout()) }
}

workflow nothing {
  Array[String] words = []
  scatter (w in words) { call echo { input: word = w } }
  call count { input: words = echo.out }
}
