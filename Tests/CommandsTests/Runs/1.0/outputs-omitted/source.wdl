version 1.0

task t {
  input { Int n }
  command <<< echo ~{n} >>>
  output { Int out = read_int(stdout()) }
}

workflow w {
  call t { input: n = 1 }
  scatter (i in [2, 3]) { call t as many { input: n = i } }
  if (false) { call t as none { input: n = 4 } }
}
