version 1.0

task inc {
  input { Int n }
  command <<< echo $((~{n} + 1)) >>>
  output { Int out = read_int(stdout()) }
}
