version 1.3

workflow w {
  env Int a = 1
}

task t {
  command <<< >>>
  output {
    env Int b = 1
  }
}
