task join {
  Array[String] words
  Array[Int] numbers
  Array[String] none = []
  command { echo '${sep=", " words}' '${sep="+" numbers}' '[${sep=" " none}]' }
  output { String text = read_string(stdout()) }
}

workflow seps {
  call join { input: words = ["a", "b", "c"], numbers = [1, 2, 3] }
}
