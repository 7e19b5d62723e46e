task t {
  command { echo 5 }
  output { Int n = read_int(stdout()) }
}

workflow later {
  Int factor = 2
  call t
  Int product = t.n * factor
  output { Int result = product }
}
