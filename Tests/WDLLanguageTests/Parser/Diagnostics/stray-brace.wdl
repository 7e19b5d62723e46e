version 1.3

workflow w {
  Int a = 1
}
}

task t {
  command <<< >>>
}
