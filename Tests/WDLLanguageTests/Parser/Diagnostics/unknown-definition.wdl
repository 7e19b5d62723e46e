version 1.3

workfow w {
  Int a = 1
}

task t {
  command <<< >>>
}
