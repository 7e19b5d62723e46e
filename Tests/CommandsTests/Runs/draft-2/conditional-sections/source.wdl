task say {
  String word
  command { echo ${word} }
  output { String text = read_string(stdout()) }
}

workflow sections {
  Boolean yes = true
  if (yes) { call say as taken { input: word = "taken" } }
  if (!yes) { call say as passed { input: word = "passed" } }
  String either = select_first([passed.text, taken.text])
  output {
    String? a = taken.text
    String? b = passed.text
    String result = either
    Array[String] those = select_all([taken.text, passed.text])
  }
}
