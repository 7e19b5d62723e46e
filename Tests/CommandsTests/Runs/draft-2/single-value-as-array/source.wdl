task join {
  Array[String] words
  command { echo ${sep="-" words} }
  output { String text = read_string(stdout()) }
}

workflow single {
  Array[String]+ words = ["a", "b"]
  call join { input: words = words }
}
