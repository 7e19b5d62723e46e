task need {
  String word
  command { echo ${word} }
  output { String text = read_string(stdout()) }
}

workflow automatic {
  String? given
  call need { input: word = given }
}
