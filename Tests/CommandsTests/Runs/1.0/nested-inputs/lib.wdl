version 1.0

task add {
  input {
    Int a
    Int b = 1
  }
  command <<< echo $((~{a} + ~{b})) >>>
  output { Int sum = read_int(stdout()) }
}

workflow inner {
  input { Int start = 0 }
  call add { input: a = start }
  output { Int sum = add.sum }
}
