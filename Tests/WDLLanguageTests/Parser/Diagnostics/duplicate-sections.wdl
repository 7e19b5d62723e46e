version 1.0

task t {
  command <<< >>>
  command <<< >>>
  runtime { cpu: 1 }
  runtime { cpu: 2 }
}
