version 1.3

task t {
  command <<< >>>
  requirements {
    cpu: hints { x: 1 }
  }
}
