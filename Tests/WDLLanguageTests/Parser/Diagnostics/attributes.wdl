version 1.0

task t {
  command <<< >>>
  runtime {
    docker = "x"
    cpu: 1
    memory "1 GB"
    disks:
  }
}
