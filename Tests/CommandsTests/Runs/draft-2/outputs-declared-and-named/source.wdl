task number {
  Int n
  command { echo ${n} }
  output { Int value = read_int(stdout()) }
}

workflow mixed {
  call number { input: n = 4 }
  output {
    number.value
    Int twice = number.value * 2
  }
}
