version 1.0

task t {
  Int n = 2
  command <<< echo ~{n} >>>
  output { Int out = read_int(stdout()) }
}

workflow w {
  Int own = 1
  call t
}
