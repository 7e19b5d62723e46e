task word {
  command { echo one }
  output { String text = read_string(stdout()) }
}

workflow empty {
  call word
  output {}
}
