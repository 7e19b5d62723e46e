version 1.0

task t {
  command <<< echo 1 >>>
  output { Int out = read_int(stdout()) }
}

workflow w {
  call t
  output {}
}
