version 1.3

task t {
  command <<< >>>
  scatter (x in [1]) {
    Int y = x
  }
}

workflow w {
  runtime {
    cpu: 1
  }
  scatter (x in [1]) {
    output {
      Int y = x
    }
  }
}
