version 1.0

workflow w {
  call t as second { input: n = first.out }
  Int sum = second.out + third
  Int third = start * 2
  call t as first { input: n = start }
  input { Int start = 5 }
  output {
    Int result = sum
  }
}

task t {
  input { Int n }
  command <<< echo $((~{n} + 1)) >>>
  output { Int out = read_int(stdout()) }
}
