version 1.0

task example {
  command <<<>>>
  runtime {
    docker: "debian:12"
    memroy: "4 GB"
    preemptable: 3
    my_cluster: "x"
  }
}
