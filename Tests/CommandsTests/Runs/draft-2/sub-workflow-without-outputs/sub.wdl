task t {
  command { echo hi }
  output { String word = read_string(stdout()) }
}

workflow inner {
  call t
  output { String word = t.word }
}
